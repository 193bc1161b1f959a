"""The family page by the people who use it: somebody added in words, what is agreed, alerts, an
address that must not be told, and the family that moved."""
import re

from journey import TODAY, parts
from people import Worker


class FamilyJourney:
    """With script or without. The child and the mother are made from searches that found nobody."""

    def __init__(self, browser, house, checks, tally, script, family, postcode):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script = script
        self.family = family
        self.postcode = postcode
        self.mode = "with script" if script else "without script"
        self.worker = Worker(browser, house, "priya", script).sign_in()

    def look(self, name):
        self.checks.page(self.worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words):
        return self.tally.check(holds, f"{words} ({self.mode})", self.worker.page.url)

    def create(self, given, stage, born):
        w = self.worker
        w.go("/people/find")
        w.page.locator("main [name='q']").fill(f"{given} {self.family}")
        w.send()
        w.page.get_by_role("link", name=re.compile("None of these|Create a new record")).first.click()
        w.page.wait_for_load_state()
        w.fill(given=given, family=self.family, stage=stage, birth=born, certainty="exact",
               address="Flat 2, 14 Mill Lane", postcode=self.postcode, said_by="The school")
        w.send()
        return re.search(r"P-\d+", w.path()).group(0)

    def run(self):
        w = self.worker
        child = self.create("Aisha", "child", (14, 3, 2017))
        mother = self.create("Karen", "adult", (2, 5, 1990))
        self.relate(child, mother)
        self.in_words(child, mother)
        self.terms(child)
        self.network(child)
        self.alerts(child)
        self.moved(child)
        self.undisclosed(child, mother)
        self.expect(not w.refused, "the browser refused nothing") or print("   ", w.refused[:3])
        w.close()

    def relate(self, child, mother):
        w = self.worker
        w.go(f"/people/{child}/family")
        self.look("Family, nobody yet")
        w.go(f"/people/{child}/relationships/new?other={mother}")
        self.look("How are they related")
        w.fill(kind="mother", responsibility="yes", bond="birth", said_by="The school")
        w.send()
        self.expect("Karen" in w.page.locator("#family").inner_text(), "The mother is in the table")

    def in_words(self, child, mother):
        w = self.worker
        before = w.page.locator("main svg").count() and w.page.locator("main svg").first.inner_html()
        w.page.fill("#words", "mum's partner Dean, moved in in March")
        w.press("Read it and look for them")
        self.expect("partner of the mother" in w.page.locator("main").inner_text(),
                    "The line is read")
        self.look("Are they on the record already")
        w.page.get_by_role("link", name=re.compile("None of these|Create a new record")).first.click()
        w.page.wait_for_load_state()
        self.expect(w.page.locator("[name='given']").input_value() == "Dean", "The name is filled in")
        self.expect(w.page.locator("[name='kind']").input_value() == "partner",
                    "The relation is filled in")
        self.expect(w.page.locator("[name='relative']").input_value() == mother,
                    "Whose partner is filled in")
        self.look("Add somebody to the family")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Nothing is saved without who said so")
        w.fill(family="Hale", said_by="The mother")
        w.send()
        text = w.page.locator("main").inner_text()
        self.expect("Dean Hale" in text and "Flat 2, 14 Mill Lane" in text,
                    "He lives with them on the family page")
        self.look("Family with a new partner")
        w.go(f"/people/{mother}/family")
        self.expect("Partner" in w.page.locator("#family").inner_text(), "The mother's page has him")
        if before:
            w.go(f"/people/{child}/family")
            self.expect(w.page.locator("main svg").first.inner_html() != before,
                        "The picture is drawn anew")

    def terms(self, child):
        w = self.worker
        w.go(f"/people/{child}/family")
        w.page.locator("#family a", has_text="Change").first.click()
        w.page.wait_for_load_state()
        self.look("Change what is known")
        w.fill(contact="unsupervised", contact_words="Lives with her", strength="strong",
               said_by="The mother")
        w.send()
        self.expect("Tie: strong" in w.page.locator("#family").inner_text(), "The tie is in the table")

    def network(self, child):
        w = self.worker
        w.go(f"/people/{child}/professionals/new")
        self.look("Who works with them")
        w.fill(professional_kind="healthVisitor", professional_name="Wendy Penhale",
               said_by="The mother")
        w.send()
        self.expect("Wendy Penhale" in w.page.locator("#network-table").inner_text(),
                    "The health visitor is in the table")
        w.go(f"/people/{child}/address/also")
        self.look("A second home")
        w.fill(address="9 Bay Road", postcode="TH3 4AB", part="Friday to Sunday",
               address_from=parts(TODAY), said_by="The mother")
        w.send()
        self.expect("Friday to Sunday" in w.page.locator("main").inner_text(),
                    "The second home is on the page")

    def alerts(self, child):
        w = self.worker
        w.go(f"/people/{child}/family")
        dean = re.search(r"P-\d+", w.page.get_by_role("link", name="Dean Hale").first
                         .get_attribute("href")).group(0)
        w.go(f"/people/{dean}/alerts")
        self.look("Alerts, none")
        w.go(f"/people/{dean}/alerts/new")
        self.look("Raise an alert")
        later = (1, 6, TODAY.year + (1 if TODAY.month > 5 else 0))
        if TODAY.month in (5, 6):
            later = (1, 12, TODAY.year)
        w.fill(kind="posesRiskToChildren", what="Convicted of assault on a child",
               do="Never alone with a child", evidence="The police", **{"from": parts(TODAY)},
               review=later, family_told="no", why_not_told="The police ask us to wait")
        w.send()
        self.expect("Never alone with a child" in w.page.locator("main").inner_text(),
                    "The alert is on his page")
        w.go(f"/children/{child}")
        self.expect("Poses a risk to children: Dean Hale" in w.page.locator(".identity").inner_text(),
                    "It shows on the child he lives with")
        self.look("A child with an alert")
        w.go(f"/people/{child}/alerts")
        self.look("Alerts of those around")

    def moved(self, child):
        w = self.worker
        w.go(f"/people/{child}/family")
        boxes = w.page.locator("form.several [name='who']")
        for box in range(boxes.count()):
            if w.page.locator("form.several label").nth(box).inner_text().find("Dean") < 0:
                boxes.nth(box).check()
        w.press("They moved")
        self.look("The family moved")
        w.fill(address="7 Harbour Row", postcode=self.postcode[:-2] + "ZZ",
               address_from=parts(TODAY), said_by="The mother")
        w.send()
        text = w.page.locator("main").inner_text()
        self.expect("7 Harbour Row" in text and "14 Mill Lane" in text, "Both homes are on the page")

    def undisclosed(self, child, mother):
        w = self.worker
        w.go(f"/people/{mother}/alerts/new")
        later = (1, 6, TODAY.year + (1 if TODAY.month > 5 else 0))
        if TODAY.month in (5, 6):
            later = (1, 12, TODAY.year)
        w.fill(kind="doNotDiscloseAddress", what="She fled", do="Tell nobody", evidence="She said",
               **{"from": parts(TODAY)}, review=later, family_told="yes")
        w.send()
        for path in (f"/people/{child}/family", f"/people/{child}", f"/children/{child}",
                     f"/people/{mother}", f"/people/{mother}/history",
                     f"/children/{child}/chronology?show=everything"):
            w.go(path)
            self.expect("Harbour Row" not in w.page.content(), f"{path} tells no address")
        w.go(f"/people/{child}/family")
        self.look("Family with an address kept back")
        self.expect(w.go(f"/people/{mother}/address/undisclosed").status == 403,
                    "A contact worker cannot see it")
        ruth = Worker(self.browser, self.house, "ruth", self.script).sign_in()
        ruth.go(f"/people/{mother}/family")
        ruth.follow("Show the address that is not to be disclosed")
        self.expect("Harbour Row" in ruth.page.locator("main").inner_text(),
                    "Who may see it, does")
        self.checks.page(ruth.page, f"Address not to be disclosed ({self.mode})", modes=self.script)
        ruth.close()
