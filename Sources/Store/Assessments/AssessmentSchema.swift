extension AssessmentTable {
  package static let schema = [
    """
    CREATE TABLE assessment (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('initial', 'core', 'single', 'prenatal')),
      status TEXT NOT NULL CHECK (status IN ('inProgress', 'sent', 'returned', 'authorised')),
      started_on TEXT NOT NULL CHECK (length(started_on) = 10),
      review_point TEXT CHECK (length(review_point) = 10),
      sent_on TEXT CHECK (length(sent_on) = 10),
      authorised_on TEXT CHECK (length(authorised_on) = 10),
      authorised_by INTEGER REFERENCES worker (id),
      authorised_sentence TEXT,
      without_risk_plan TEXT,
      risk_assessment TEXT,
      risk_plan TEXT,
      risk_review_on TEXT CHECK (length(risk_review_on) = 10),
      imported INTEGER NOT NULL CHECK (imported IN (0, 1)),
      began_by INTEGER REFERENCES worker (id),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((status = 'authorised') = (authorised_on IS NOT NULL)),
      CHECK (status <> 'sent' OR sent_on IS NOT NULL),
      CHECK (
        status <> 'authorised' OR without_risk_plan IS NOT NULL
        OR (risk_assessment IS NOT NULL AND risk_plan IS NOT NULL)
      )
    )
    """,
    // What waits for a manager's authorisation, oldest first: the manager's home.
    "CREATE INDEX assessment_status ON assessment (status, sent_on)",
    """
    CREATE TABLE assessment_child (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL REFERENCES referral (id),
      seen INTEGER CHECK (seen IN (0, 1)),
      seen_on TEXT CHECK (length(seen_on) = 10),
      seen_alone INTEGER CHECK (seen_alone IN (0, 1)),
      why_not TEXT,
      outcome TEXT,
      outcome_reason TEXT,
      PRIMARY KEY (assessment, child),
      CHECK (seen <> 1 OR seen_on IS NOT NULL),
      CHECK (seen = 1 OR seen_alone IS NULL OR seen_alone = 0),
      CHECK (outcome IS NULL OR outcome_reason IS NOT NULL)
    )
    """,
    // A child's assessments, and when the child was last seen in one.
    "CREATE INDEX assessment_child_child ON assessment_child (child)",
    // The assessments of one episode: the referral page, and which kinds it has already.
    "CREATE INDEX assessment_child_referral ON assessment_child (referral)",
    """
    CREATE TABLE assessment_factor (
      assessment INTEGER NOT NULL,
      child INTEGER NOT NULL,
      position INTEGER NOT NULL,
      factor TEXT NOT NULL,
      PRIMARY KEY (assessment, child, position),
      FOREIGN KEY (assessment, child) REFERENCES assessment_child (assessment, child)
    )
    """,
    """
    CREATE TABLE assessment_section (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      section TEXT NOT NULL,
      text TEXT NOT NULL,
      completed INTEGER NOT NULL CHECK (completed IN (0, 1)),
      set_aside TEXT,
      written_by INTEGER REFERENCES worker (id),
      written_on TEXT NOT NULL CHECK (length(written_on) = 10),
      PRIMARY KEY (assessment, section),
      CHECK (set_aside IS NULL OR completed = 0)
    )
    """,
    """
    CREATE TABLE assessment_section_child (
      assessment INTEGER NOT NULL,
      section TEXT NOT NULL,
      child INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (assessment, section, child),
      FOREIGN KEY (assessment, section) REFERENCES assessment_section (assessment, section),
      FOREIGN KEY (assessment, child) REFERENCES assessment_child (assessment, child)
    )
    """,
    // `section` is 'seen' and `child` a child for what one child said; else the section, and 0.
    """
    CREATE TABLE assessment_quote (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      section TEXT NOT NULL,
      child INTEGER NOT NULL,
      position INTEGER NOT NULL,
      words TEXT NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (assessment, section, child, position)
    )
    """,
    // What a child said in assessments: beside the question of the next one.
    "CREATE INDEX assessment_quote_child ON assessment_quote (child)",
    """
    CREATE TABLE assessment_return (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      position INTEGER NOT NULL,
      comment TEXT NOT NULL,
      returned_by INTEGER REFERENCES worker (id),
      returned_on TEXT NOT NULL CHECK (length(returned_on) = 10),
      PRIMARY KEY (assessment, position)
    )
    """,
    """
    CREATE TABLE assessment_addendum (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      position INTEGER NOT NULL,
      text TEXT NOT NULL,
      reason TEXT NOT NULL,
      added_by INTEGER REFERENCES worker (id),
      added_on TEXT NOT NULL CHECK (length(added_on) = 10),
      PRIMARY KEY (assessment, position)
    )
    """,
    """
    CREATE TABLE assessment_author (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      worker INTEGER NOT NULL REFERENCES worker (id),
      PRIMARY KEY (assessment, worker)
    )
    """,
  ]
}
