"""Between teams: a child given from the board, sent back, over a cap with a manager's reason, and a
transfer to the children with disabilities team that is sent back, escalated and decided. With script and
without."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()


def parts(day):
    return (day.day, day.month, day.year)


class Teams:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"
        self.workers = {}

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def worker(self, name):
        if name not in self.workers:
            self.workers[name] = Worker(self.browser, self.house, name, self.script).sign_in()
        return self.workers[name]

    def run(self):
        first, second = self.referred()
        self.declined(first, second)
        self.over_cap(first, second)
        self.transfer(first, second)
        self.decided(first)
        self.around()
        for worker in self.workers.values():
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing",
                        worker) or print("   ", worker.refused[:3])
            worker.close()

    def referred(self):
        """Two sisters, referred and decided to be assessed."""
        w, children = self.worker("priya"), []
        w.go("/contacts/new")
        w.fill(danger="no", account="Both girls are left with whoever is there.",
               person_1_given="Lowena", person_1_family=self.family, person_1_kind="child",
               person_1_birth=(14, 3, 2017))
        w.press("Add another")
        w.fill(person_2_given="Tegen", person_2_family=self.family, person_2_kind="child",
               person_2_birth=(2, 9, 2019), caller_name="Ms Rowe", caller_role="Teacher",
               source="2A", consent="yes", consent_basis="Mother agreed", method="phone",
               received=parts(TODAY))
        w.send()
        contact = re.search(r"/contacts/(C-\d+)", w.path()).group(1)
        for given in ("Lowena", "Tegen"):
            w.go(f"/contacts/{contact}/people")
            w.press(re.compile(r"^None of these.*" + given))
            w.page.get_by_role("link", name=re.compile(
                "None of these|Create a new record")).first.click()
            w.page.wait_for_load_state()
            w.fill(stage="child", certainty="exact")
            if w.page.locator("[name='said-by']").count():
                w.fill(said_by="The school")
            w.send()
        ruth, owen, sian = self.worker("ruth"), self.worker("owen"), self.worker("sian")
        ruth.go(f"/contacts/{contact}/decision")
        ruth.fill(level="4", outcome_1="referral", need_1="N1", outcome_2="referral", need_2="N1",
                  reason="First-hand account.", history="Nothing on the record. I looked.",
                  line_1="Waits at the gate", line_2="Waits at the gate")
        for key in (1, 2):
            if ruth.page.locator(f"[name='confirm-{key}']").count():
                ruth.answer(f"confirm-{key}", "yes")
        ruth.send()
        owen.go(f"/contacts/{contact}/check")
        owen.fill(verdict="agree", comment="Agreed.")
        owen.send()
        sian.go(f"/contacts/{contact}")
        links = sian.page.locator("main a[href^='/children/P-']").evaluate_all(
            "all => [...new Set(all.map(a => a.getAttribute('href').match(/P-\\d+/)[0]))]")
        for child in sorted(links, key=lambda p: int(p[2:])):
            sian.go(f"/children/{child}")
            children.append(sian.page.locator("main a[href^='/referrals/R-']").first.get_attribute(
                "href").split("/")[2].split("?")[0])
        for referral in children:
            sian.go(f"/referrals/{referral}/decision")
            sian.fill(outcome="assessment", primary_need="N1", reason="Both need to be seen.")
            sian.send()
        return children

    def give(self, w, referral, worker, **more):
        w.go(f"/referrals/{referral}/allocate")
        team = w.page.locator("select[name='team'] option", has_text="Assessment team East")
        w.page.select_option("select[name='team']", team.first.get_attribute("value"))
        w.press(re.compile("Show the workers"))
        w.page.get_by_role("radio", name=worker).check()
        w.fill(**more)
        w.send()

    def declined(self, first, second):
        w = self.worker("sian")
        w.go("/allocate")
        self.look(w, "Allocation board")
        row = w.page.get_by_role("row", name=re.compile("Lowena " + self.family))
        self.expect(row.count() == 1 and f"Tegen {self.family}" in row.inner_text(),
                    "Sisters stand in one row of the board", w)
        w.go(f"/referrals/{first}/allocate")
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "Nobody is chosen for the manager", w)
        self.look(w, "Give to a worker, with fits")
        self.give(w, first, "Leila Haddad")
        self.expect("Not accepted yet" in w.page.content(), "The worker is asked", w)
        self.look(w, "Referral given, with undo")
        w.press("Undo")
        self.expect("It stands as it did before" in w.page.content(), "What was given is undone", w)
        self.give(w, first, "Leila Haddad")
        leila = self.worker("leila")
        leila.go("/")
        self.look(leila, "My work with a child to take")
        leila.page.get_by_role("link", name=f"Do you take Lowena {self.family}?").click()
        leila.page.wait_for_load_state()
        self.look(leila, "Referral, asked whether I take it")
        leila.follow(re.compile("^I cannot"))
        leila.send()
        self.expect(leila.page.title().startswith("Error"), "Why not is asked", leila)
        self.look(leila, "I cannot take this child, with errors")
        leila.fill(reason="They live next door to me.")
        leila.send()
        w.go("/allocate")
        self.expect("They live next door to me" in w.page.content(), "The board says why", w)

    def over_cap(self, first, second):
        """A first year with five points holds one assessment and no more."""
        w = self.worker("sian")
        chidi = self.caseload_of(w, "Chidi Okafor")
        self.look(w, "What is agreed with a worker")
        w.go(f"{chidi}/programme")
        w.fill(is_on="yes", programme_from=parts(TODAY),
               programme_to=parts(TODAY + datetime.timedelta(days=300)), cap="5")
        w.send()
        w.go(f"/referrals/{first}/allocate")
        also = w.page.locator("input[name='also']")
        self.expect(also.count() >= 1 and also.first.is_checked(), "Sisters go together by default", w)
        self.give(w, first, "Chidi Okafor")
        self.expect("may hold 5 points" in w.page.content(), "Over the cap is refused with numbers", w)
        self.look(w, "Give to a worker, over the cap")
        w.fill(over="Their cousin is with him, and he knows the school.")
        w.send()
        self.expect("Not accepted yet" in w.page.content(), "A manager's reason sets it aside", w)
        w.go("/team/caseload")
        self.look(w, "Caseload map")
        self.expect("Their cousin is with him" in w.page.content(), "It is listed by name", w)
        w.page.get_by_role("row", name=re.compile("Chidi Okafor")).get_by_role(
            "link", name=re.compile(r"^\d+ children")).first.click()
        w.page.wait_for_load_state()
        self.expect(f"Lowena {self.family}" in w.page.content(), "The number opens its list", w)
        self.look(w, "The children behind a number")
        chidi = self.worker("chidi")
        for referral in (first, second):
            chidi.go(f"/referrals/{referral}")
            chidi.press("I take this child")
            self.expect("You have taken it" in chidi.page.content(), "The worker takes the child", chidi)

    def caseload_of(self, w, name):
        w.go("/team/caseload")
        w.page.get_by_role("link", name=name).first.click()
        w.page.wait_for_load_state()
        return w.path()

    def transfer(self, first, second):
        w = self.worker("chidi")
        w.go(f"/referrals/{first}")
        w.follow("Ask another team to take over")
        self.look(w, "Ask another team to take over")
        w.send()
        self.expect(w.page.title().startswith("Error"), "What the team must know is asked", w)
        team = w.page.locator("select[name='to'] option", has_text="Children with disabilities team")
        w.page.select_option("select[name='to']", team.first.get_attribute("value"))
        w.fill(reason="Tegen's disability is what the plan is about.", summary="Both are settled.",
               outstanding="The school's report, by May.", told="Their mother wants one worker.",
               visit=parts(TODAY))
        w.send()
        self.transfer_path = w.path()
        self.expect("/transfers/U-" in w.path(), "The other team is asked", w)
        self.look(w, "Transfer, asked")
        noor = self.worker("noor")
        noor.go("/")
        self.expect("asks your team to take over" in noor.page.content(), "Their manager sees it", noor)
        noor.go("/transfers")
        self.look(noor, "Transfers of a team")
        noor.go(self.transfer_path + "/return")
        noor.fill(reason="We first need the paediatrician's letter.")
        noor.send()
        self.expect("Sent back" in noor.page.content(), "It is sent back with a reason", noor)

    def decided(self, first):
        w = self.worker("chidi")
        w.go(self.transfer_path)
        self.look(w, "Transfer, sent back")
        w.follow("Ask for a decision")
        leader = w.page.locator("select[name='to'] option", has_text="Reza Amiri")
        w.page.select_option("select[name='to']", leader.first.get_attribute("value"))
        w.fill(reason="The letter takes eight weeks.")
        w.send()
        reza = self.worker("reza")
        reza.go("/")
        self.look(reza, "My work of a senior leader who decides")
        reza.go(self.transfer_path + "/decide")
        self.look(reza, "Decide between the teams")
        reza.fill(accepts="yes", sentence="The girls need one worker now; the letter can follow.")
        reza.page.get_by_role("radio", name="Kit Lanyon").check()
        reza.send()
        self.expect("The girls need one worker now" in reza.page.content(), "The decision binds", reza)
        self.look(reza, "Transfer, decided")
        kit = self.worker("kit")
        kit.go("/tasks")
        self.look(kit, "Tasks")
        self.expect(f"Tegen {self.family}" in kit.page.content(), "Both are with the new worker", kit)
        kit.go("/account/reminders")
        kit.press("Make a calendar address")
        self.look(kit, "Reminders, with a calendar address")
        self.calendar(kit)

    def calendar(self, kit):
        """Read by a reader that is not ours."""
        address = re.search(r"/calendar/[\w-]+\.ics", kit.page.content()).group(0)
        answer = kit.context.request.get(self.house.address + address)
        text = answer.text()
        self.expect(self.family not in text, "The calendar names nobody", kit)
        try:
            from icalendar import Calendar
        except ImportError:
            return
        read = Calendar.from_ical(text)
        events = [part for part in read.walk() if part.name == "VEVENT"]
        self.expect(len(events) > 0 and all(isinstance(e.decoded("DTSTART"), datetime.date)
                                           for e in events), "Another program reads its days", kit)

    def around(self):
        w = self.worker("sian")
        w.go("/team")
        self.look(w, "Team page with its links")
        w.follow("What this team may lead")
        self.look(w, "Remit of a team")
        leila = self.caseload_of(w, "Leila Haddad")
        w.go(leila + "/leaving")
        self.look(w, "Who takes over from a worker")
