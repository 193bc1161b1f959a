"""Two records of one girl: found as likely duplicates, compared, merged, and two again."""
import re
import time

from people import Worker


class Merging:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def run(self):
        taker = Worker(self.browser, self.house, "priya", self.script).sign_in()
        first = self.create(taker, "Rosenwyn")
        second = self.create(taker, "Rosenwin")
        decider = Worker(self.browser, self.house, "ruth", self.script).sign_in()
        before = {record: self.words(decider, record) for record in (first, second)}
        self.duplicates(decider, first, second)
        self.merge(decider, first, second)
        self.unmerge(decider, first, second)
        for record in (first, second):
            self.expect(self.words(decider, record) == before[record],
                        f"{record} reads as before the merge", decider)
        self.two_people(decider, first, second)
        for worker in (taker, decider):
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing", worker)
            worker.close()

    def create(self, w, given):
        w.go("/people/find")
        w.page.locator("main [name='q']").first.fill(f"{given} {self.family} 14/3/2017 TH1 2AB")
        w.send()
        w.page.get_by_role("link", name=re.compile("None of these|Create a new record")).first.click()
        w.page.wait_for_load_state()
        w.fill(given=given, family=self.family, stage="child", birth=(14, 3, 2017),
               certainty="exact", address="3 Chapel Row", said_by="The school",
               phone="07700 900321")
        w.send()
        found = re.search(r"/(P-\d+)", w.path())
        self.expect(bool(found), f"{given} has a record", w)
        return found.group(1)

    def words(self, w, record):
        w.go(f"/people/{record}")
        return w.page.locator("main").inner_text()

    def duplicates(self, w, first, second):
        # The server looks for them beside the pages, every few seconds.
        link = f"a[href='/people/{first}/merge?with={second}']"
        for _ in range(40):
            w.go("/people/duplicates")
            if w.page.locator(link).count():
                break
            time.sleep(1)
        self.expect(w.page.locator(link).count() == 1, "The two are listed as likely duplicates", w)
        self.look(w, "Likely duplicates")
        with w.page.expect_navigation():
            w.page.locator(link).click()
        self.expect(w.page.locator("#comparison").count() == 1, "They stand side by side", w)
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "Nothing is chosen for the worker", w)
        self.look(w, "Compare two records")

    def merge(self, w, first, second):
        w.send()
        self.expect(w.page.title().startswith("Error"), "No merge without a reason", w)
        w.fill(stands=first, reason="One birth certificate, seen today")
        w.send()
        main = w.page.locator("main").inner_text()
        self.expect(w.path() == f"/people/{first}?merged={second}", "The merge leads to the one record", w)
        self.expect(f"From the merged record {second}" in main and "Rosenwin" in main,
                    "The page shows what both have", w)
        self.look(w, "A record with another merged into it")
        w.go(f"/people/{second}")
        self.expect(w.path().startswith(f"/people/{first}?merged="), "The old number leads there too", w)
        w.go(f"/children/{second}")
        self.expect(w.path().startswith(f"/children/{first}?merged="), "So does the child's page", w)
        self.look(w, "A child's page reached by the number of a merged record")

    def unmerge(self, w, first, second):
        w.follow(f"Un-merge {second}")
        self.look(w, "Un-merge a record")
        w.fill(reason="Two birth certificates after all")
        w.send()
        self.expect(w.path() == f"/people/{second}", "Un-merged, the record has its own page again", w)

    def two_people(self, w, first, second):
        w.go(f"/people/{first}/not-same?as={second}")
        self.look(w, "They are not the same person")
        w.fill(reason="Cousins, the school says")
        w.send()
        self.expect(w.path() == "/people/duplicates", "That they are two people is remembered", w)
        self.expect(not w.page.locator(f"a[href='/people/{first}/merge?with={second}']").count(),
                    "and they are no longer listed", w)
        w.follow(re.compile("^Withdraw"))
        self.look(w, "Withdraw that they are two people")
        w.fill(reason="The school was not sure")
        w.send()
        w.go("/people/duplicates")
        self.expect(w.page.locator(f"a[href='/people/{first}/merge?with={second}']").count() == 1,
                    "Withdrawn, they are listed again", w)
