extension AssessmentTable {
  /// What came to assessments later: sources of quotes, what is ticked and copied in a section, risk
  /// documents in versions, contributions from outside, what managers write, reading versions.
  package static let grownSchema = [
    "ALTER TABLE assessment_quote ADD COLUMN record TEXT",
    "ALTER TABLE assessment_section ADD COLUMN difference TEXT",
    "ALTER TABLE assessment_section ADD COLUMN copied_from INTEGER REFERENCES assessment (id)",
    "ALTER TABLE assessment_section ADD COLUMN copied_on TEXT",
    "ALTER TABLE assessment_section ADD COLUMN still_true INTEGER CHECK (still_true IN (0, 1))",
    """
    CREATE TABLE assessment_tick (
      assessment INTEGER NOT NULL,
      section TEXT NOT NULL,
      child INTEGER NOT NULL,
      factor TEXT NOT NULL,
      PRIMARY KEY (assessment, section, child, factor),
      FOREIGN KEY (assessment, section) REFERENCES assessment_section (assessment, section),
      FOREIGN KEY (assessment, child) REFERENCES assessment_child (assessment, child)
    )
    """,
    """
    CREATE TABLE risk_version (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      assessment_words TEXT NOT NULL,
      plan_words TEXT NOT NULL,
      review_on TEXT CHECK (length(review_on) = 10),
      changed TEXT,
      is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
      written_by INTEGER REFERENCES worker (id),
      written_on TEXT NOT NULL CHECK (length(written_on) = 10),
      PRIMARY KEY (assessment, place)
    )
    """,
    // What is to be looked at again: a worker's own work, and the list.
    "CREATE INDEX risk_version_review ON risk_version (review_on) WHERE is_current = 1",
    """
    CREATE TABLE risk_statement (
      assessment INTEGER NOT NULL,
      place INTEGER NOT NULL,
      child INTEGER NOT NULL,
      worried TEXT NOT NULL CHECK (worried <> ''),
      because TEXT NOT NULL CHECK (because <> ''),
      so_that TEXT NOT NULL CHECK (so_that <> ''),
      likelihood TEXT NOT NULL,
      impact TEXT NOT NULL,
      keeps_safe TEXT NOT NULL,
      PRIMARY KEY (assessment, place, child),
      FOREIGN KEY (assessment, place) REFERENCES risk_version (assessment, place),
      FOREIGN KEY (assessment, child) REFERENCES assessment_child (assessment, child)
    )
    """,
    // The actions of the plan as it stands: an action is a task of whoever owns it.
    """
    CREATE TABLE risk_action (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      what TEXT NOT NULL CHECK (what <> ''),
      worker INTEGER REFERENCES worker (id),
      other TEXT,
      due TEXT NOT NULL CHECK (length(due) = 10),
      done_on TEXT CHECK (length(done_on) = 10),
      done_words TEXT,
      done_by INTEGER REFERENCES worker (id),
      PRIMARY KEY (assessment, place),
      CHECK ((worker IS NULL) <> (other IS NULL)),
      CHECK ((done_on IS NULL) = (done_words IS NULL))
    )
    """,
    // What a worker has to do.
    "CREATE INDEX risk_action_worker ON risk_action (worker) WHERE done_on IS NULL",
    """
    CREATE TABLE assessment_comment (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      position INTEGER NOT NULL,
      section TEXT,
      text TEXT NOT NULL CHECK (text <> ''),
      written_by INTEGER REFERENCES worker (id),
      written_on TEXT NOT NULL CHECK (length(written_on) = 10),
      PRIMARY KEY (assessment, position)
    )
    """,
    """
    CREATE TABLE assessment_checkpoint (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      position INTEGER NOT NULL,
      held_on TEXT NOT NULL CHECK (length(held_on) = 10),
      planned TEXT CHECK (length(planned) = 10),
      agreed TEXT NOT NULL CHECK (agreed IN ('goOn', 'change')),
      sentence TEXT NOT NULL CHECK (sentence <> ''),
      held_by INTEGER REFERENCES worker (id),
      PRIMARY KEY (assessment, position)
    )
    """,
    """
    CREATE TABLE assessment_contribution (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      place INTEGER NOT NULL CHECK (place >= 0),
      section TEXT NOT NULL,
      who TEXT NOT NULL,
      job TEXT NOT NULL,
      email TEXT NOT NULL,
      question TEXT NOT NULL,
      asked_by INTEGER REFERENCES worker (id),
      asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
      until_day TEXT NOT NULL CHECK (length(until_day) = 10),
      chases INTEGER NOT NULL CHECK (chases >= 0),
      chased_on TEXT CHECK (length(chased_on) = 10),
      words TEXT,
      author TEXT,
      replied_on TEXT CHECK (length(replied_on) = 10),
      withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
      reason TEXT,
      PRIMARY KEY (assessment, place),
      CHECK ((words IS NULL) = (author IS NULL)),
      CHECK ((words IS NULL) = (replied_on IS NULL)),
      CHECK ((withdrawn_on IS NULL) = (reason IS NULL)),
      CHECK (words IS NULL OR withdrawn_on IS NULL)
    )
    """,
    """
    CREATE TABLE assessment_passage (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      position INTEGER NOT NULL CHECK (position >= 0),
      text TEXT NOT NULL,
      about_other INTEGER NOT NULL CHECK (about_other IN (0, 1)),
      PRIMARY KEY (assessment, position)
    )
    """,
    """
    CREATE TABLE assessment_sharing (
      assessment INTEGER NOT NULL REFERENCES assessment (id),
      position INTEGER NOT NULL,
      version TEXT NOT NULL CHECK (version IN ('professionals', 'parents', 'child')),
      child INTEGER REFERENCES person (id),
      with_whom TEXT NOT NULL CHECK (with_whom <> ''),
      how TEXT NOT NULL,
      shared_on TEXT NOT NULL CHECK (length(shared_on) = 10),
      was_draft INTEGER NOT NULL CHECK (was_draft IN (0, 1)),
      shared_by INTEGER REFERENCES worker (id),
      PRIMARY KEY (assessment, position)
    )
    """,
  ]

  static let grownTables = [
    DerivedTable("assessment_tick", key: ["assessment", "section", "child", "factor"]),
    DerivedTable("risk_version", key: ["assessment", "place"]),
    DerivedTable("risk_statement", key: ["assessment", "place", "child"]),
    DerivedTable("risk_action", key: ["assessment", "place"]),
    DerivedTable("assessment_comment", key: ["assessment", "position"]),
    DerivedTable("assessment_checkpoint", key: ["assessment", "position"]),
    DerivedTable("assessment_contribution", key: ["assessment", "place"]),
    DerivedTable("assessment_passage", key: ["assessment", "position"]),
    DerivedTable("assessment_sharing", key: ["assessment", "position"]),
  ]
}
