"""An agency at its own door: signs in by a code from its mail, reads what was asked, answers."""
import datetime
import re
import subprocess
import time

from house import BINARY, House
from people import Worker

TODAY = datetime.date.today()


def parts(day):
    return (day.day, day.month, day.year)


class BothDoors(House):
    """One process that serves workers and partners; its mail is files in a folder."""

    def serve(self):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--portal-port", "0", "--demo",
             "--database", self.database],
            stdout=subprocess.PIPE, stderr=open(self.folder / "log", "a"), text=True)
        addresses = {}
        for line in self.server.stdout:
            found = re.search(r"(Threshold|portal) is at (http://127\.0\.0\.1:\d+)", line)
            if found:
                addresses[found.group(1)] = found.group(2)
            if len(addresses) == 2:
                self.address = addresses["Threshold"]
                self.portal = Door(addresses["portal"])
                return
        raise RuntimeError("the server did not start: " + (self.folder / "log").read_text()[-2000:])

    def letters(self, wanted, patience=15):
        """The messages that hold a word, oldest first; waits for the first."""
        until = time.time() + patience
        while time.time() < until:
            files = sorted((self.folder / "mail").glob("*.eml"), key=lambda f: f.stat().st_mtime_ns)
            texts = [f.read_text().replace("=\n", "").replace("=\r\n", "") for f in files]
            found = [text for text in texts if wanted in text]
            if found:
                return found
            time.sleep(0.2)
        return []


class Door:
    """What a browser needs to know of the portal."""

    def __init__(self, address):
        self.address = address


class Portal:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally, self.script = checks, tally, script
        self.family = family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"Portal: {name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def run(self):
        name = f"{self.family} School"
        self.email = f"head@{self.family.lower()}.school.example"
        agency = self.register(name)
        check = self.ask(name, agency)
        partner = Worker(self.browser, self.house.portal, "partner", self.script)
        self.sign_in(partner)
        self.answer(partner, check)
        self.signed_out(partner, check)
        self.expect(not partner.refused, "The browser refused nothing", partner) or print(
            "   ", partner.refused[:3])
        partner.close()
        self.read(check)

    def register(self, name):
        w = Worker(self.browser, self.house, "alex", self.script).sign_in()
        w.go("/agencies")
        self.look(w, "Agencies")
        w.follow("Register an agency")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Nothing filled in is refused", w)
        w.fill(name=name, kind="school", mailbox=f"office@{self.family.lower()}.school.example")
        self.look(w, "Register an agency")
        w.send()
        agency = re.search(r"/agencies/(Y-\d+)", w.path()).group(1)
        w.follow("Admit somebody")
        w.fill(email=self.email, name="Ms Rowe", job="Head teacher")
        self.look(w, "Admit somebody")
        w.send()
        self.expect(self.email in w.page.content(), "Whoever is admitted stands there", w)
        self.look(w, "One agency")
        w.go("/agencies/refusals")
        self.look(w, "What was refused")
        w.close()
        return agency

    def ask(self, name, agency):
        w = Worker(self.browser, self.house, "priya", self.script).sign_in()
        w.go("/contacts/new")
        w.fill(danger="no", account="Home alone after school.", person_1_given="Bryher",
               person_1_family=self.family, person_1_kind="child",
               person_1_birth=(14, 3, 2017), caller_name="Jago", caller_role="Neighbour",
               source="1B", consent="yes", consent_basis="Mother agreed", method="phone",
               received=parts(TODAY))
        w.send()
        contact = re.search(r"/contacts/(C-\d+)", w.path()).group(1)
        w.go(f"/contacts/{contact}/partnerchecks/new")
        w.fill(people="1", reason="Bryher is home alone after school.", basis="consent",
               basis_words="Her mother agreed.", agencies=["school"])
        w.fill(addressee_school=agency)
        self.look(w, "Ask through the portal")
        w.send()
        self.expect("through the portal when you record it" in w.page.content(),
                    "Where it goes is said before", w)
        w.press("Record as asked")
        links = w.page.locator("main a[href^='/partnerchecks/G-']").evaluate_all(
            "all => all.map(a => a.getAttribute('href').match(/G-\\d+/)[0])")
        w.close()
        return links[-1]

    def sign_in(self, p):
        p.go("/requests")
        self.expect(p.path().startswith("/sign-in"), "Nobody reads without signing in", p)
        self.look(p, "Sign in")
        p.fill(email="head")
        p.send()
        self.expect(p.page.title().startswith("Error"), "Half an address is refused", p)
        self.look(p, "Sign in, with an error")
        before = len(self.house.letters(f"<{self.email}>", patience=0.1))
        p.fill(email=self.email)
        p.send()
        self.expect("a code is on its way" in p.page.content(), "A code is on its way", p)
        self.look(p, "Enter the code")
        p.fill(code="1234 5678")
        p.send()
        self.expect("not right" in p.page.content(), "A wrong code is refused", p)
        self.look(p, "Enter the code, with an error")
        letters = []
        for _ in range(75):
            letters = self.house.letters(f"<{self.email}>")
            if len(letters) > before:
                break
            time.sleep(0.2)
        code = re.search(r"code is (\d{4}) (\d{4})", letters[-1])
        p.fill(code=" ".join(code.groups()))
        p.send()
        self.expect(p.path() == "/requests", "It leads to the page that was asked for", p)

    def answer(self, p, check):
        self.expect(self.family not in p.page.locator("main").inner_text().replace(
            f"{self.family} School", ""), "No name stands in the list", p)
        self.look(p, "Requests to you")
        p.follow(f"Request {check}")
        self.expect(f"Bryher {self.family}, born 14 March 2017" in p.page.content(),
                    "The words stand there", p)
        self.look(p, "A request")
        p.follow("Answer")
        p.send()
        self.expect(p.page.title().startswith("Error"), "Nothing chosen is refused", p)
        self.look(p, "Answer, with errors")
        p.fill(kind="answer", words="Tired on Mondays.")
        p.send()
        self.expect("Your answer has reached us" in p.page.content(), "The answer is taken", p)
        self.look(p, "A request, answered")
        p.go("/")
        self.look(p, "Overview")
        p.go("/help")
        self.look(p, "Help")
        p.go("/contacts/C-1")
        self.expect("This page is not here" in p.page.content(), "No page of the workers' is here", p)
        self.look(p, "Not here")

    def signed_out(self, p, check):
        p.go(f"/requests/{check}/answer")
        p.fill(kind="answer", words="And late twice.")
        subprocess.run(
            ["sqlite3", str(self.house.folder / "authority.sqlite"), "DELETE FROM portal_session"],
            check=True, capture_output=True)
        p.send()
        self.expect("And late twice." in p.page.content(), "What was typed is shown back", p)
        self.look(p, "Signed out")

    def read(self, check):
        w = Worker(self.browser, self.house, "priya", self.script).sign_in()
        w.go(f"/partnerchecks/{check}")
        text = w.page.content()
        self.expect("Tired on Mondays." in text and self.email in text,
                    "Whoever asked sees the answer and who gave it", w)
        self.expect("Opened there" in text, "And that it was opened", w)
        self.look(w, "A partner check, answered in the portal")
        w.close()
