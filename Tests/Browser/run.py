"""Everything that needs a real browser. Ends with `browser: N passed, N failed`.

Pictures of every page on the way: THRESHOLD_PICTURES=folder. Words given are of the parts to run:
`run.py Finding pictures`.

Two of itself run side by side, each with a browser and a house; whichever is free takes the next part.
"""
import os
import subprocess
import sys
import tempfile
import traceback

from playwright.sync_api import sync_playwright

import chronicling
import deciding
import genogram
import kept
from asking import Asking
from assessing import Assessing
from checks import Checks, Tally
from day import Day
from early_help import EarlyHelp
from every_page import EveryPage
from family_page import FamilyJourney
from feedback import Feedback
from finding import Finding
from four_siblings import FourSiblings
from front_door import FrontDoor
from house import House
from journey import Journey
from leading import Leading
from merging import Merging
from nights import Night
from police import PoliceDesk
from portal import BothDoors, Portal
from sending import Sending
from reporting import Reporting
from teams import Teams


def part(tally, name, act):
    if len(sys.argv) > 1 and not any(word in name for word in sys.argv[1:]):
        return
    if not taken(name):
        return
    print(f"{name} …", flush=True)
    try:
        act()
    except Exception:
        traceback.print_exc()
        tally.check(False, name)


def taken(name):
    """Whether this one of the two takes a part: the first who asks does."""
    try:
        os.close(os.open(f"{os.environ['THRESHOLD_PARTS']}/{name}", os.O_CREAT | os.O_EXCL))
        return True
    except FileExistsError:
        return False


def both():
    """Two of itself, and their sums, summed."""
    with tempfile.TemporaryDirectory(prefix="threshold-parts-") as parts:
        run = [sys.executable, __file__, *sys.argv[1:]]
        sides = [subprocess.Popen(run, env={**os.environ, "THRESHOLD_PARTS": parts})
                 for _ in range(2)]
        passed = failed = 0
        for side in sides:
            side.wait()
            try:
                with open(f"{parts}/.sums-{side.pid}") as sums:
                    ours = [int(number) for number in sums.read().split()]
            except FileNotFoundError:
                # A side that fell over has no sums.
                ours = [0, 1]
            passed, failed = passed + ours[0], failed + ours[1]
    print(f"browser: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def walk(journey):
    """At the house that all share."""
    return lambda *given: journey(*given).run()


def at_both_doors(journey):
    """At a house of its own with both doors: workers' and partners'."""
    def go(browser, _, *given):
        house = BothDoors()
        try:
            house.start()
            journey(browser, house, *given).run()
        finally:
            house.clean()
    return go


def alone(act):
    """With a house that it starts itself."""
    return lambda browser, _, checks, tally, script: act(browser, checks, tally, script)


# Each is walked with script and without: its name, how, and what differs between the two.
JOURNEYS = [
    ("The journey", walk(Journey), ["Penrose"], ["Tangye"]),
    ("Merging", walk(Merging), ["Nankervis"], ["Trevanion"]),
    ("The family", walk(FamilyJourney), ["Trewhella", "TH5 1AB"], ["Nancarrow", "TH6 2AB"]),
    ("Finding", walk(Finding), ["Morwenna", "Trelawny", ("Morwena", "Trelawney")],
     ["Demelza", "Carlyon", ("Demelsa", "Carlion")]),
    ("A night", walk(Night), ["Trevorrow"], ["Tresidder"]),
    ("Asking", walk(Asking), ["Chenoweth"], ["Trembath"]),
    ("Reporting", walk(Reporting), ["Hill School"], ["Vale School"]),
    ("Feedback", walk(Feedback), ["Rosevear"], ["Polglase"]),
    ("The front door", walk(FrontDoor), ["Pascoe"], ["Roskilly"]),
    ("Early help", walk(EarlyHelp), ["Rosewarne"], ["Tregarthen"]),
    ("Between teams", walk(Teams), ["Trelease"], ["Nancholas"]),
    ("Police", walk(PoliceDesk), ["Penberthy", 7], ["Tregear", 8]),
    ("The portal", at_both_doors(Portal), ["Lanrock"], ["Carnkie"]),
    ("Leading from outside", at_both_doors(Leading), ["Rosewarne"], ["Tregarthen"]),
    ("portalreferral", at_both_doors(Sending), ["Tregonning"], ["Boscawen"]),
    ("Assessing", at_both_doors(Assessing), ["Trevethan", 811001], ["Penhallow", 811002]),
    ("Four siblings", walk(FourSiblings), ["Trethewey"], ["Penhallow"]),
    ("A day in the unit", alone(lambda *given: Day(*given).run()), [], []),
    ("The pictures", alone(genogram.walk), [], []),
    ("Deciding", alone(deciding.walk), [], []),
    ("Chronicling", walk(chronicling.Chronicling), ["Trengove"], ["Trethewey"]),
    ("Scanning", alone(chronicling.scanned), [], []),
]


def main():
    tally = Tally()
    pictures = os.environ.get("THRESHOLD_PICTURES")
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    house = House()
    try:
        house.start()
        with sync_playwright() as p:
            browser = p.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox"])
            checks = Checks(tally, pictures)
            # The longest first, so that the two end together.
            part(tally, "Every page", EveryPage(browser, checks, tally).run)
            for name, journey, *by_script in JOURNEYS:
                for script, words in zip((True, False), by_script):
                    kind = "with" if script else "without"
                    its_checks = checks if script else Checks(tally, mirror=browser)
                    part(tally, f"{name} {kind} script", lambda: journey(
                        browser, house, its_checks, tally, script, *words))
            for script in (True, False):
                part(tally, f"A session that dies, {script}", lambda: kept.session_dies(
                    browser, house, tally, script))
            part(tally, "Autosave", lambda: kept.autosaves_invalid(browser, house, tally))
            part(tally, "Double click", lambda: kept.double_click_is_one_act(browser, house, tally))
            part(tally, "Start", lambda: kept.starts_quickly(house, tally))
            browser.close()
        house.run("ledger", "verify")
        tally.check(True, "The chain is sound after it all")
    finally:
        house.clean()
    with open(f"{os.environ['THRESHOLD_PARTS']}/.sums-{os.getpid()}", "w") as sums:
        sums.write(f"{tally.passed} {tally.failed}")


if __name__ == "__main__":
    main() if "THRESHOLD_PARTS" in os.environ else both()
