"""What an agency reads of a day: seen, made, a line out, approved, published, printed; and what comes to
the front door by hour."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()


class Reporting:
    def __init__(self, browser, house, checks, tally, script, school):
        self.browser, self.house = browser, house
        self.checks, self.tally, self.script = checks, tally, script
        self.school = school
        # Each run has children of its own: one told of twice is offered, not recorded again.
        self.names = ("Tegen", "Jory") if script else ("Tamsin", "Jenna")
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def run(self):
        priya = Worker(self.browser, self.house, "priya", self.script).sign_in()
        first, second = self.contact(priya, self.names[0]), self.contact(priya, self.names[1])
        self.figures(priya)
        ruth = Worker(self.browser, self.house, "ruth", self.script).sign_in()
        report = self.make(ruth, first)
        owen = Worker(self.browser, self.house, "owen", self.script).sign_in()
        self.publish(owen, report, second)
        for worker in (priya, ruth, owen):
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing",
                        worker) or print("   ", worker.refused[:3])
            worker.close()

    def contact(self, w, child):
        w.go("/contacts/new")
        w.fill(danger="no", account="Home alone after school.", person_1_given=child,
               person_1_family="Trevena" if self.script else "Tonkin", person_1_kind="child", agency=self.school,
               caller_name="Ms Rowe", caller_role="Teacher", source="2A", consent="yes",
               consent_basis="Mother", method="phone",
               received=(TODAY.day, TODAY.month, TODAY.year))
        w.send()
        found = re.search(r"/contacts/(C-\d+)", w.path())
        self.expect(bool(found), "The contact is recorded", w)
        return found.group(1)

    def make(self, w, contact):
        w.go("/front-door")
        w.follow("Daily reports")
        self.look(w, "The day's agencies, yesterday")
        w.go(f"/reports/daily?date={TODAY.isoformat()}")
        self.look(w, "The day's agencies")
        w.page.get_by_role("row", name=self.school).get_by_role(
            "link", name="Show what they will read").click()
        self.expect(f"{contact}, about T.T." in w.page.content(), "Initials stand there", w)
        self.expect(self.names[0] not in w.page.content(), "The name does not", w)
        self.look(w, "What an agency will read")
        w.press("Make this report")
        self.expect("done=made" in w.path(), "The report is made", w)
        self.look(w, "A report to be approved")
        return re.search(r"D-\d+", w.path()).group(0)

    def publish(self, w, report, contact):
        w.go(f"/dailyreports/{report}/lines/{contact}/remove")
        self.look(w, "A line to take out")
        w.fill(reason="They were told by phone.")
        w.send()
        self.expect("Received on this day: 1" in w.page.content(), "It is counted again", w)
        w.press("Approve")
        w.press("Publish to the portal")
        self.look(w, "A report that is published")
        self.expect("Nobody has opened it yet" in w.page.content(), "Nobody has opened it", w)
        printed = self.house.run("report", "daily", "--date", TODAY.isoformat(),
                                 "--agency", self.school)
        w.go(f"/dailyreports/{report}/sheet")
        self.look(w, "A report on paper")
        self.expect(printed.strip() == w.page.locator(".prose").inner_text().strip(),
                    "The command prints what the agency reads", w)
        w.go(f"/dailyreports/{report}/withdraw")
        self.look(w, "A report to withdraw")
        w.fill(reason="To be made again.")
        w.send()
        said = self.house.run_to_any_end("report", "daily", "--date", TODAY.isoformat(),
                                         "--agency", self.school)
        self.expect(said.returncode == 1 and "withdrawn" in said.stderr,
                    "The command says that it is withdrawn", w)

    def figures(self, w):
        w.go("/front-door")
        w.follow("What comes in")
        self.look(w, "What comes to the front door")
        w.page.select_option("#period", "today")
        w.press("Show these days")
        self.look(w, "What came today")
        link = w.page.locator("#sources a").first
        count = link.inner_text().split()[0]
        link.click()
        self.expect(f"whatever became of it: {count} contact" in w.page.content(),
                    "A figure opens its list", w)
        self.look(w, "The list of a figure")
