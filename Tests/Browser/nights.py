"""A night: the day tells it about a child, whoever is on duty acts with a thumb on a phone, the
morning accepts by name, and the report says so."""
import datetime
import re

from people import Worker


class Night:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def text(self, worker):
        return worker.page.locator("main").inner_text()

    def run(self):
        day = Worker(self.browser, self.house, "priya", self.script).sign_in()
        child = self.create(day)
        handover = self.warns(day, child)
        duty = Worker(self.browser, self.house, "pete", self.script).sign_in()
        # One hand, one phone.
        duty.page.set_viewport_size({"width": 320, "height": 640})
        self.acknowledges(duty, handover)
        passed = self.acts(duty)
        morning = Worker(self.browser, self.house, "sian", self.script).sign_in()
        self.accepts(morning, passed)
        self.report(morning)
        self.one_page(morning, child)
        for worker in (day, duty, morning):
            self.expect(not worker.refused,
                        f"{worker.username}: the browser refused nothing {worker.refused}", worker)
            worker.close()

    def create(self, w):
        w.go("/people/find")
        w.page.locator("main [name='q']").first.fill(f"Jory {self.family} 14/3/2017")
        w.send()
        w.page.get_by_role("link", name=re.compile("None of these|Create a new record")).first.click()
        w.page.wait_for_load_state()
        w.fill(given="Jory", family=self.family, stage="child", birth=(14, 3, 2017),
               certainty="exact", said_by="The school")
        w.send()
        found = re.search(r"/(P-\d+)", w.path())
        self.expect(bool(found), "The child has a record", w)
        return found.group(1)

    def warns(self, w, child):
        w.go(f"/children/{child}")
        w.follow("Tell the night team about")
        self.look(w, "Tell the night team")
        w.fill(what="He may come to the house after he has been drinking",
               do="Ring the police first. Then ring the grandmother", ring="Sian Powell, 01632 960150")
        w.send()
        self.expect(w.page.title().startswith("Error"), "No alert without an end", w)
        self.look(w, "An alert without an end")
        end = datetime.date.today() + datetime.timedelta(days=3)
        w.fill(until=(end.day, end.month, end.year), until_time="9am")
        w.send()
        found = re.search(r"/handovers/(J-\d+)", w.path())
        self.expect(bool(found), "The night is told", w)
        self.look(w, "An alert for the night")
        return found.group(1)

    def acknowledges(self, w, handover):
        w.go("/")
        self.expect("not acknowledged" in self.text(w), "The first page says what is new", w)
        w.go("/nights")
        self.expect("He may come to the house" in self.text(w), "The alert is told", w)
        self.look(w, "For tonight")
        button = w.page.locator(f"form[action='/handovers/{handover}/acknowledge'] button")
        box = button.bounding_box()
        self.expect(box["height"] >= 44 and box["width"] >= 200, "The button is big enough for a thumb", w)
        with w.page.expect_navigation():
            button.click()
        self.expect("Acknowledged tonight" in self.text(w), "Acknowledged by name", w)

    def acts(self, w):
        w.page.locator("main a", has_text=f"All on one page about Jory {self.family}").first.click()
        w.page.wait_for_load_state()
        self.look(w, "A child for the night")
        w.follow("Write down what happened")
        self.expect(w.page.locator("main input[type=radio]:checked").count() == 0,
                    "Nothing is chosen for the worker", w)
        self.look(w, "What happened in the night")
        w.fill(kind="visit", words="He had gone. The children slept.",
               outcome="accommodationPrevented")
        w.fill(instead="The grandmother stays tonight", morning="yes",
               need="See Jory before school ends")
        w.page.select_option("select[name='to']", label="Assessment team East")
        w.send()
        self.expect(w.path() == "/nights", "It is written down", w)
        text = self.text(w)
        self.expect("The grandmother stays tonight" in text and "Not accepted" in text,
                    "It stands in the night and waits for the morning", w)
        self.look(w, "The night with something for the morning")
        link = w.page.locator("section[aria-labelledby=morning] a", has_text=re.compile(r"^J-\d+$"))
        return link.last.inner_text()

    def accepts(self, w, passed):
        w.go("/")
        self.expect(f"Accept from the night: Jory {self.family}" in self.text(w),
                    "The morning finds it in the list of work", w)
        w.go(f"/handovers/{passed}")
        self.look(w, "What the night passed on")
        with w.page.expect_navigation():
            w.page.locator(f"form[action='/handovers/{passed}/accept'] button").click()
        self.expect("by Sian Powell" in self.text(w), "Accepted by name", w)

    def report(self, w):
        # Named, for by day the report without a day is of the night that has ended.
        began = datetime.datetime.now() - datetime.timedelta(hours=9)
        w.go(f"/nights/report?night={began.date().isoformat()}")
        text = self.text(w)
        self.expect("Coming into care prevented" in text and "Sian Powell" in text,
                    "The report says what was prevented and who accepted", w)
        self.look(w, "Report of the night")
        self.paper(w, "report")

    def one_page(self, w, child):
        w.go(f"/nights/child/{child}")
        self.paper(w, "child", 1)

    def paper(self, w, name, most=None):
        """Printed: how many sheets."""
        if not self.script:
            return
        sheet = w.page.pdf(format="A4", print_background=False, prefer_css_page_size=True)
        if self.checks.pictures:
            with open(f"{self.checks.pictures}/night-{name}.pdf", "wb") as file:
                file.write(sheet)
        sheets = len(re.findall(rb"/Type\s*/Page[^s]", sheet))
        self.expect(most is None or sheets <= most, f"The {name} prints on {most} sheet: {sheets}", w)
