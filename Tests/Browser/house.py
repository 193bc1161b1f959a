"""A throw-away authority: a database, workers, and the server itself, on loopback."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("THRESHOLD_BINARY", str(ROOT / ".build/debug/threshold"))
PASSWORD = "lantern-harbour-quiet-42"

WORKERS = {
    "priya": ("Priya Nair", "contactWorker", "Single referral unit", "frontDoor", False),
    "ruth": ("Ruth Marlow", "decisionMaker", "Single referral unit", "frontDoor", True),
    "owen": ("Owen Blake", "decisionMaker", "Single referral unit", "frontDoor", True),
    "sian": ("Sian Powell", "teamManager", "Assessment team East", "assessment", True),
    "leila": ("Leila Haddad", "socialWorker", "Assessment team East", "assessment", True),
    "pete": ("Pete Hosking", "emergencyDutyWorker", "Emergency duty team", "emergencyDuty", True),
    "elaine": ("Elaine Foster", "conferenceChair", "Conferencing", "conferencing", True),
    "helen": ("Helen Moyle", "policeOfficer", "Single referral unit", "frontDoor", False),
    "rex": ("Rex Archer", "recordsOfficer", "Records", "support", False),
    "chidi": ("Chidi Okafor", "newlyQualifiedSocialWorker", "Assessment team East", "assessment",
              True),
    "noor": ("Noor Rahman", "teamManager", "Children with disabilities team", "disabledChildren",
             True),
    "kit": ("Kit Lanyon", "socialWorker", "Children with disabilities team", "disabledChildren",
            True),
    "reza": ("Reza Amiri", "seniorLeader", "Senior leaders", "support", False),
    "alex": ("Alex Strange", "administrator", "Systems", "support", False),
}


class House:
    """One running `threshold serve` with its own SQLite file."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="threshold-browser-"))
        self.database = f"sqlite:{self.folder}/authority.sqlite"
        self.server = None
        self.address = None
        # What the server is told besides.
        self.extra = []

    def run(self, *arguments, given=None):
        done = subprocess.run(
            [BINARY, *arguments, "--database", self.database],
            input=given, capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise RuntimeError(f"{arguments}: {done.returncode} {done.stderr}")
        return done.stdout

    def run_to_any_end(self, *arguments):
        """A command whose exit code says how it went: both ways are tried."""
        return subprocess.run(
            [BINARY, *arguments, "--database", self.database], capture_output=True, text=True,
            timeout=300)

    def start(self):
        self.run("migrate")
        for username, (name, role, team, kind, registered) in WORKERS.items():
            extra = (["--registration", "SW1", "--registered-until", "2040-01-01"]
                     if registered else [])
            self.run("worker", "add", "--name", name, "--username", username, "--role", role,
                     "--team", team, "--team-kind", kind, "--password-from-input", *extra,
                     given=PASSWORD + "\n")
        self.serve()

    def serve(self):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--database", self.database, *self.extra],
            stdout=subprocess.PIPE, stderr=open(self.folder / "log", "a"), text=True,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        for line in self.server.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.address = f"http://127.0.0.1:{found.group(1)}"
                return
        raise RuntimeError("the server did not start: " + (self.folder / "log").read_text()[-2000:])

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()

    def end_sessions(self):
        """What a night does to a session: it is gone on the server, the page knows nothing."""
        subprocess.run(
            ["sqlite3", str(self.folder / "authority.sqlite"), "DELETE FROM session"],
            check=True, capture_output=True)

    def clean(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
