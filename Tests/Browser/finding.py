"""Finding the right person: a mis-spelt name, an explained match, a link; none of these, a new record;
what a contact proposes; a locked record opened in need. With script and without."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()


class Finding:
    def __init__(self, browser, house, checks, tally, script, given, family, wrong):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script = script
        # As on the record, and as somebody on the phone spells it.
        self.given, self.family, self.wrong = given, family, wrong
        self.mode = "with script" if script else "without script"
        self.workers = []

    def worker(self, username):
        worker = Worker(self.browser, self.house, username, self.script).sign_in()
        self.workers.append(worker)
        return worker

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker=None):
        return self.tally.check(
            holds, f"{words} ({self.mode})", worker.page.url if worker else "")

    def run(self):
        w = self.worker("priya")
        person = self.none_of_these(w)
        contact = self.take(w)
        self.link(w, contact, person)
        self.settle(w, person)
        self.locked(person)
        for worker in self.workers:
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing") \
                or print("   ", worker.refused[:3])
            worker.close()

    def search(self, w, words):
        """Types; with script what is found stands there before any button is pressed."""
        w.go("/people/find")
        self.expect(w.page.get_by_text("create a new record").count() == 0,
                    "A new record is not offered before a search", w)
        if self.script:
            w.page.locator("#q").press_sequentially(words, delay=20)
            w.page.locator("#found section").first.wait_for()
            self.expect(w.page.url.endswith("/people/find"), "No name is in the address", w)
            said = w.page.locator("#found-said", has_text=re.compile("match", re.I))
            said.wait_for(state="attached")
            self.expect(said.count() == 1, "How many there are is spoken", w)
        else:
            w.page.fill("#q", words)
            # The head of every page has a button of the same word.
            with w.page.expect_navigation():
                w.page.locator("#find button[type=submit]:not([name])").first.click()
        self.look(w, f"Found for {words}")

    def none_of_these(self, w):
        self.search(w, f"{self.given} {self.family} 2017 TH4 7QD")
        name = re.compile("create a new record", re.I)
        offer = w.page.locator("#found").get_by_role("button", name=name).or_(
            w.page.locator("#found").get_by_role("link", name=name))
        with w.page.expect_navigation():
            offer.first.click()
        self.expect(w.page.locator("[name='given']").input_value() == self.given
                    and w.page.locator("[name='family']").input_value() == self.family
                    and w.page.locator("[name='birth-year']").input_value() == "2017"
                    and w.page.locator("[name='postcode']").input_value() == "TH4 7QD",
                    "Every value typed comes along", w)
        self.expect(w.page.locator("[name='certainty'][value='estimated']").is_checked(),
                    "A year alone is an estimate", w)
        self.look(w, "A new record from a search")
        w.fill(stage="child", birth=(4, 5, 2017), certainty="exact", said_by="The mother",
               verified="Birth certificate seen")
        w.send()
        person = re.search(r"/people/(P-\d+)", w.path()).group(1)
        text = w.page.locator("main").inner_text()
        self.expect(f"{self.given} {self.family} 2017 TH4 7QD, on" in text
                    and "Searched by Priya Nair" in text,
                    "The record says what was searched for, when, and by whom", w)
        self.expect("Checked: Birth certificate seen." in text,
                    "Each value says who said so and how it was checked", w)
        self.look(w, "Details with sources")
        return person

    def take(self, w):
        w.go("/contacts/new")
        w.fill(danger="no", account="Seen alone at the harbour at night, twice this week.")
        given, family = self.wrong
        w.fill(person_1_given=given, person_1_kind="child", person_1_birth=(5, 4, 2017))
        if self.script:
            w.page.locator("[name='person-1-family']").press_sequentially(family, delay=20)
            found = w.page.locator("#person-1-found", has_text=self.family)
            found.wait_for()
            self.expect("same person" in found.inner_text(),
                        "Who may be on the record already stands beside the name while typing", w)
            self.expect(found.locator("a").count() == 0, "Nothing leads away from the caller", w)
            self.look(w, "Record a contact, somebody known")
        else:
            w.fill(person_1_family=family)
        w.fill(caller_name="Mr Bray", caller_role="Harbour master", agency="Harbour office",
               source="10", consent="notKnown", method="phone",
               received=(TODAY.day, TODAY.month, TODAY.year))
        w.send()
        found = re.search(r"/contacts/(C-\d+)/people", w.path())
        self.expect(bool(found), "The contact is recorded", w)
        return found.group(1)

    def link(self, w, contact, person):
        text = w.page.locator("main").inner_text()
        self.expect(person in text and "Why it matched" in text, "The match explains itself", w)
        self.expect("day and month swapped" in text or "day and month" in text,
                    "and says what is different", w)
        if self.script:
            box = w.page.locator("#q-1")
            box.press_sequentially(f"{self.family} TH4", delay=20)
            w.page.locator("#found-1 section").first.wait_for()
            self.expect(person in w.page.locator("#found-1").inner_text(),
                        "The same box finds while typing beside the contact", w)
        self.look(w, "Match people, explained")
        w.press(re.compile("^This is the person"))
        self.expect(f"record {person}" in w.page.locator("main").inner_text(),
                    "The person named is linked to the record", w)

    def settle(self, w, person):
        """The contact said another date of birth: it waits, and a worker declines it."""
        w.go(f"/people/{person}")
        text = w.page.locator("main").inner_text()
        self.expect("4 May 2017" in text and "Date of birth 5 April 2017" in text,
                    "What was checked is not overwritten: it is proposed", w)
        w.follow("Date of birth 5 April 2017")
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "Nothing is chosen for the worker", w)
        self.look(w, "A proposal")
        w.fill(settle="decline", reason="The caller mixed up day and month")
        w.send()
        text = w.page.locator("main").inner_text()
        self.expect("Does this belong on the record?" not in text and "4 May 2017" in text,
                    "Declined, the record stays as it is", w)
        w.follow("Who said so date of birth")
        self.look(w, "What was said of a value")

    def locked(self, person):
        officer = self.worker("rex")
        officer.go(f"/people/{person}/restriction")
        sian = officer.page.get_by_label(re.compile("Sian Powell")).first
        officer.fill(level="locked", reason="Her aunt works here")
        sian.check()
        value = sian.get_attribute("value")
        officer.page.select_option("select[name='owner']", value)
        officer.send()
        w = self.worker("ruth")
        given, family = self.wrong
        self.search(w, f"{given} {family}")
        text = w.page.locator("#found").inner_text()
        self.expect("A restricted record matches" in text and "Ask Sian Powell" in text
                    and self.family not in text and person not in text,
                    "A locked record says whom to ask and nothing else", w)
        w.follow(re.compile("It cannot wait"))
        self.look(w, "Open a locked record in need")
        w.fill(reason="The police are with her now and Sian does not answer", hours="1")
        w.send()
        self.expect(self.family in w.page.locator("h1, .identity").first.inner_text()
                    or self.family in w.page.content(), "It opens, for a reason and a while", w)
        owner = self.worker("sian")
        text = owner.page.locator("main").inner_text()
        self.expect("Ruth Marlow opened your locked record" in text, "Its owner is told", owner)
        self.look(owner, "My work of an owner")
        owner.follow(re.compile("Ruth Marlow opened your locked record"))
        self.expect("The record" in owner.page.locator("#read").inner_text(),
                    "What was read stands there", owner)
        self.look(owner, "Review of an opening in need")
        owner.fill(in_order="yes", words="Rightly done")
        owner.send()
        self.look(owner, "Locked records opened in need")
        self.expect("In order" in owner.page.locator("#openings").inner_text(),
                    "The review is recorded", owner)
