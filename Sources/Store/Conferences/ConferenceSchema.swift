extension ConferenceTable {
  package static let schema = [
    // Records of work are named by number alone, as in strategydiscussion.
    """
    CREATE TABLE conference (
      id INTEGER PRIMARY KEY,
      origin TEXT NOT NULL CHECK (origin IN ('enquiry', 'plans', 'council')),
      origin_number INTEGER,
      council TEXT,
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      is_later INTEGER NOT NULL CHECK (is_later IN (0, 1)),
      first_planned_at TEXT CHECK (length(first_planned_at) = 24),
      first_planned_place TEXT,
      planned_at TEXT CHECK (length(planned_at) = 24),
      planned_place TEXT,
      chair INTEGER REFERENCES worker (id),
      status TEXT NOT NULL CHECK (status IN ('open', 'held', 'calledOff')),
      held_on TEXT CHECK (length(held_on) = 10),
      parents TEXT,
      first_core_group TEXT CHECK (length(first_core_group) = 10),
      next_review TEXT CHECK (length(next_review) = 10),
      without_quorum TEXT,
      called_off_on TEXT CHECK (length(called_off_on) = 10),
      called_off_by INTEGER REFERENCES worker (id),
      called_off_why TEXT,
      arranged_by INTEGER REFERENCES worker (id),
      due_on TEXT CHECK (length(due_on) = 10),
      version INTEGER NOT NULL CHECK (version > 0),
      recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
      recorded_by TEXT NOT NULL,
      CHECK ((status = 'held') = (held_on IS NOT NULL)),
      CHECK ((origin = 'enquiry') = (origin_number IS NOT NULL)),
      CHECK ((origin = 'council') = (council IS NOT NULL))
    )
    """,
    // What is still to be held, the one due first on top.
    "CREATE INDEX conference_status ON conference (status, due_on)",
    // What a chair has: my work and the chair's list.
    "CREATE INDEX conference_chair ON conference (chair, status)",
    // The conferences of an enquiry.
    "CREATE INDEX conference_origin ON conference (origin, origin_number)",
    """
    CREATE TABLE conference_child (
      conference INTEGER NOT NULL REFERENCES conference (id),
      child INTEGER NOT NULL REFERENCES person (id),
      referral INTEGER NOT NULL,
      was_there INTEGER CHECK (was_there IN (0, 1)),
      why_not TEXT,
      views TEXT,
      outcome TEXT CHECK (outcome IN ('plan', 'noPlan', 'ends')),
      category TEXT,
      reason TEXT,
      PRIMARY KEY (conference, child)
    )
    """,
    // A child's conferences: the child page.
    "CREATE INDEX conference_child_child ON conference_child (child)",
    // The conference of an episode: the census.
    "CREATE INDEX conference_child_referral ON conference_child (referral)",
    """
    CREATE TABLE conference_plan (
      conference INTEGER NOT NULL REFERENCES conference (id),
      plan INTEGER NOT NULL,
      child INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (conference, plan)
    )
    """,
    // The reviews of a plan, held and to come.
    "CREATE INDEX conference_plan_plan ON conference_plan (plan)",
    """
    CREATE TABLE conference_postponed (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      from_at TEXT CHECK (length(from_at) = 24),
      from_place TEXT,
      to_at TEXT NOT NULL CHECK (length(to_at) = 24),
      to_place TEXT NOT NULL,
      reason TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      PRIMARY KEY (conference, place)
    )
    """,
    """
    CREATE TABLE conference_invited (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      agency TEXT NOT NULL,
      name TEXT NOT NULL,
      how TEXT NOT NULL,
      answer TEXT,
      PRIMARY KEY (conference, place)
    )
    """,
    """
    CREATE TABLE conference_report (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      title TEXT NOT NULL,
      agency TEXT NOT NULL,
      edition INTEGER NOT NULL CHECK (edition > 0),
      ready_on TEXT CHECK (length(ready_on) = 10),
      with_parents TEXT CHECK (length(with_parents) = 10),
      with_child TEXT CHECK (length(with_child) = 10),
      why_not TEXT,
      PRIMARY KEY (conference, place)
    )
    """,
    """
    CREATE TABLE conference_attended (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      agency TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (conference, place)
    )
    """,
    """
    CREATE TABLE conference_dissent (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      name TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (conference, place)
    )
    """,
    """
    CREATE TABLE conference_member (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      name TEXT NOT NULL,
      agency TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      PRIMARY KEY (conference, place)
    )
    """,
    """
    CREATE TABLE conference_aim (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      outcome TEXT NOT NULL,
      PRIMARY KEY (conference, place)
    )
    """,
    // What the outline says is to be done. The plans that begin with it keep it as their own actions.
    """
    CREATE TABLE conference_step (
      conference INTEGER NOT NULL REFERENCES conference (id),
      aim INTEGER NOT NULL CHECK (aim >= 0),
      place INTEGER NOT NULL CHECK (place >= 0),
      what TEXT NOT NULL,
      worker INTEGER REFERENCES worker (id),
      other TEXT,
      due TEXT NOT NULL CHECK (length(due) = 10),
      PRIMARY KEY (conference, aim, place)
    )
    """,
    """
    CREATE TABLE conference_sent (
      conference INTEGER NOT NULL REFERENCES conference (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      sent_to TEXT NOT NULL,
      on_day TEXT NOT NULL CHECK (length(on_day) = 10),
      worker INTEGER REFERENCES worker (id),
      PRIMARY KEY (conference, place)
    )
    """,
  ]

  package static let tables = [
    DerivedTable("conference", key: ["id"]),
    DerivedTable("conference_child", key: ["conference", "child"]),
    DerivedTable("conference_plan", key: ["conference", "plan"]),
    DerivedTable("conference_postponed", key: ["conference", "place"]),
    DerivedTable("conference_invited", key: ["conference", "place"]),
    DerivedTable("conference_report", key: ["conference", "place"]),
    DerivedTable("conference_attended", key: ["conference", "place"]),
    DerivedTable("conference_dissent", key: ["conference", "place"]),
    DerivedTable("conference_member", key: ["conference", "place"]),
    DerivedTable("conference_aim", key: ["conference", "place"]),
    DerivedTable("conference_step", key: ["conference", "aim", "place"]),
    DerivedTable("conference_sent", key: ["conference", "place"]),
  ]
}
