"""Every page that a link leads to, once, on the demo council: axe in light, dark, printed and at 320
pixels, and nothing that answers with a fault. Reading writes no fact."""
import html
import re
import sqlite3

from genogram import DemoHouse
from people import Worker

# Between them they see every page: who decides, works, manages, chairs, audits, leads and administers.
READERS = ["margaret.vane", "sian.powell", "ruth.marlow", "owen.blake", "pete.hosking", "helen.moyle"]

# Of each kind of page the longest of so many is looked at: it shows most.
LOOKED_AT = 3

# Files, and what is not a page.
NO_PAGE = re.compile(r"\.(csv|ics|pdf|txt|css|js|svg|png|xml)($|\?)|/files/|/download|^/sign-out")


def kind_of(path):
    """`/children/{}/notes/new`: what a page is, whoever it is about and whatever is asked of it."""
    return re.sub(r"\b[A-Z]-\d+\b|\b\d{4}-\d{2}-\d{2}\b|\b\d+\b", "{}", path.partition("?")[0])


class EveryPage:
    def __init__(self, browser, checks, tally):
        self.browser, self.checks, self.tally = browser, checks, tally
        self.house = DemoHouse()
        self.seen = {}

    def run(self):
        try:
            self.house.start()
            before = self.facts()
            looked = set()
            for username in self.readers():
                looked |= self.walk(username, looked)
            self.tally.check(len(looked) > 60, "Links lead to many kinds of page", str(len(looked)))
            self.tally.check(self.facts() == before, "Reading every page wrote no fact",
                             f"{before}, {self.facts()}")
        finally:
            self.house.clean()

    def readers(self):
        """The ones named, then one of every other role."""
        with sqlite3.connect(self.house.folder / "authority.sqlite") as record:
            rows = record.execute(
                "SELECT MIN(a.username) FROM account a JOIN worker_role r ON r.worker = a.worker"
                " GROUP BY r.role ORDER BY r.role").fetchall()
        return READERS + [row[0] for row in rows if row[0] not in READERS]

    def facts(self):
        with sqlite3.connect(self.house.folder / "authority.sqlite") as record:
            return record.execute("SELECT COUNT(*) FROM fact").fetchone()[0]

    def walk(self, username, known):
        """Follows every link of a worker, one kind of page after another.
        Returns the kinds that nobody before had been shown."""
        worker = Worker(self.browser, self.house, username, True)
        worker.go("/sign-in")
        worker.page.fill("#username", username)
        worker.page.fill("#password", DemoHouse.password)
        worker.press("Sign in")
        waiting, met, best = ["/"], {"/": 1}, {}
        while waiting:
            path = waiting.pop(0)
            answer = worker.context.request.get(self.house.address + path, max_redirects=0)
            if answer.status >= 500:
                self.tally.check(False, f"{path} for {username}", str(answer.status))
            if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
                continue
            text = answer.text()
            kind = kind_of(path)
            if kind not in known and len(text) > best.get(kind, (0,))[0]:
                best[kind] = (len(text), path)
            for link in re.findall(r'href="(/[^"#]*)', text):
                link = html.unescape(link)
                kind = kind_of(link)
                # What an earlier reader was shown is only passed through.
                most = 1 if kind in known else LOOKED_AT
                if (NO_PAGE.search(link) or met.get(kind, 0) >= most
                        or link in self.seen.get(username, ())):
                    continue
                met[kind] = met.get(kind, 0) + 1
                self.seen.setdefault(username, set()).add(link)
                waiting.append(link)
        for kind, (_, path) in sorted(best.items()):
            worker.go(path)
            self.checks.page(worker.page, f"{kind} as {username}")
        self.tally.check(not worker.refused, f"No page breaks its own rules for {username}",
                         str(worker.refused[:2]))
        worker.close()
        return set(best)
