import Domain

extension EnquiryTable {
  /// An enquiry of our own is about several children: what was one row a child becomes an enquiry and
  /// its children. What was brought in is carried over.
  package static let grownSchema = [
    "DROP INDEX enquiry_child",
    "DROP INDEX enquiry_referral",
    "ALTER TABLE enquiry RENAME TO enquiry_brought_in",
    """
    CREATE TABLE enquiry (
      id INTEGER PRIMARY KEY,
      strategy INTEGER,
      started_on TEXT NOT NULL CHECK (length(started_on) = 10),
      conference_target TEXT CHECK (length(conference_target) = 10),
      lead INTEGER REFERENCES worker (id),
      lead_on TEXT CHECK (length(lead_on) = 10),
      lead_registration TEXT,
      ended_on TEXT CHECK (length(ended_on) = 10),
      ended_by INTEGER REFERENCES worker (id),
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      imported INTEGER NOT NULL CHECK (imported IN (0, 1)),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((strategy IS NULL) = (imported = 1)),
      CHECK ((lead IS NULL) = (lead_on IS NULL))
    )
    """,
    """
    CREATE TABLE enquiry_child (
      enquiry INTEGER NOT NULL REFERENCES enquiry (id),
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL,
      jointly INTEGER NOT NULL CHECK (jointly IN (0, 1)),
      conference_on TEXT CHECK (length(conference_on) = 10),
      conference_not_required INTEGER NOT NULL CHECK (conference_not_required IN (0, 1)),
      outcome TEXT,
      reason TEXT,
      agreed_by INTEGER REFERENCES worker (id),
      agreed_on TEXT CHECK (length(agreed_on) = 10),
      agreed_words TEXT,
      medical_for TEXT CHECK (length(medical_for) = 10),
      medical_on TEXT CHECK (length(medical_on) = 10),
      medical_result TEXT,
      medical_why_not TEXT,
      interview_for TEXT CHECK (length(interview_for) = 10),
      interview_on TEXT CHECK (length(interview_on) = 10),
      interview_result TEXT,
      interview_why_not TEXT,
      PRIMARY KEY (enquiry, child)
    )
    """,
    """
    INSERT INTO enquiry (id, started_on, conference_target, is_open, imported, version, recorded_at,
      recorded_by)
    SELECT id, started_on, conference_target, 0, 1, version, recorded_at, recorded_by
    FROM enquiry_brought_in
    """,
    """
    INSERT INTO enquiry_child (enquiry, child, referral, jointly, conference_on,
      conference_not_required)
    SELECT id, child, referral, 0, conference_on, conference_not_required FROM enquiry_brought_in
    """,
    "DROP TABLE enquiry_brought_in",
    // A child's enquiries: the child page.
    "CREATE INDEX enquiry_child_child ON enquiry_child (child)",
    // The enquiries of one episode: the referral page and the census.
    "CREATE INDEX enquiry_child_referral ON enquiry_child (referral)",
    // What is open, the conference that is due first on top.
    "CREATE INDEX enquiry_open ON enquiry (is_open, conference_target)",
    // What a worker leads: my work.
    "CREATE INDEX enquiry_leader ON enquiry (lead) WHERE lead IS NOT NULL",
    // What a discussion opened.
    "CREATE INDEX enquiry_strategy ON enquiry (strategy) WHERE strategy IS NOT NULL",
    """
    CREATE TABLE enquiry_lead (
      enquiry INTEGER NOT NULL REFERENCES enquiry (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      worker INTEGER NOT NULL REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      registration TEXT NOT NULL,
      PRIMARY KEY (enquiry, place)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("enquiry", key: ["id"]),
    DerivedTable("enquiry_child", key: ["enquiry", "child"]),
    DerivedTable("enquiry_lead", key: ["enquiry", "place"]),
  ]
}
