"""Everything that needs a real browser. Ends with `browser: N passed, N failed`.

Pictures of every page on the way: THRESHOLD_PICTURES=folder. Words given are of the parts to run:
`run.py Finding pictures`.
"""
import os
import sys
import traceback

from playwright.sync_api import sync_playwright

import deciding
import genogram
import kept
from asking import Asking
from checks import Checks, Tally
from day import Day
from early_help import EarlyHelp
from family_page import FamilyJourney
from feedback import Feedback
from finding import Finding
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


def part(tally, name, act):
    if len(sys.argv) > 1 and not any(word in name for word in sys.argv[1:]):
        return
    print(f"{name} …", flush=True)
    try:
        act()
    except Exception:
        traceback.print_exc()
        tally.check(False, name)


def portal(browser, tally, checks, script, family, journey=Portal):
    """Both doors at a house of their own: workers' and partners'."""
    house = BothDoors()
    try:
        house.start()
        journey(browser, house, checks, tally, script, family).run()
    finally:
        house.clean()


def sending(browser, tally, checks, script, family):
    """A form comes in through the portal, and the front door reads it."""
    house = BothDoors()
    try:
        house.start()
        Sending(browser, house, checks, tally, script, family).run()
    finally:
        house.clean()


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
            part(tally, "The journey with script", lambda: Journey(
                browser, house, checks, tally, True, "Penrose").run())
            part(tally, "The journey without script", lambda: Journey(
                browser, house, Checks(tally, mirror=browser), tally, False, "Tangye").run())
            part(tally, "Merging with script", lambda: Merging(
                browser, house, checks, tally, True, "Nankervis").run())
            part(tally, "Merging without script", lambda: Merging(
                browser, house, Checks(tally, mirror=browser), tally, False, "Trevanion").run())
            part(tally, "The family with script", lambda: FamilyJourney(
                browser, house, checks, tally, True, "Trewhella", "TH5 1AB").run())
            part(tally, "The family without script", lambda: FamilyJourney(
                browser, house, Checks(tally, mirror=browser), tally, False, "Nancarrow",
                "TH6 2AB").run())
            part(tally, "Finding with script", lambda: Finding(
                browser, house, checks, tally, True, "Morwenna", "Trelawny",
                ("Morwena", "Trelawney")).run())
            part(tally, "Finding without script", lambda: Finding(
                browser, house, Checks(tally, mirror=browser), tally, False, "Demelza", "Carlyon",
                ("Demelsa", "Carlion")).run())
            part(tally, "A night with script", lambda: Night(
                browser, house, checks, tally, True, "Trevorrow").run())
            part(tally, "A night without script", lambda: Night(
                browser, house, Checks(tally, mirror=browser), tally, False, "Tresidder").run())
            part(tally, "Asking with script", lambda: Asking(
                browser, house, checks, tally, True, "Chenoweth").run())
            part(tally, "Asking without script", lambda: Asking(
                browser, house, Checks(tally, mirror=browser), tally, False, "Trembath").run())
            part(tally, "Reporting with script", lambda: Reporting(
                browser, house, checks, tally, True, "Hill School").run())
            part(tally, "Reporting without script", lambda: Reporting(
                browser, house, Checks(tally, mirror=browser), tally, False, "Vale School").run())
            part(tally, "Feedback with script", lambda: Feedback(
                browser, house, checks, tally, True, "Rosevear").run())
            part(tally, "Feedback without script", lambda: Feedback(
                browser, house, Checks(tally, mirror=browser), tally, False, "Polglase").run())
            part(tally, "The front door with script", lambda: FrontDoor(
                browser, house, checks, tally, True, "Pascoe").run())
            part(tally, "The front door without script", lambda: FrontDoor(
                browser, house, Checks(tally, mirror=browser), tally, False, "Roskilly").run())
            part(tally, "Early help with script", lambda: EarlyHelp(
                browser, house, checks, tally, True, "Rosewarne").run())
            part(tally, "Early help without script", lambda: EarlyHelp(
                browser, house, Checks(tally, mirror=browser), tally, False, "Tregarthen").run())
            part(tally, "Police with script", lambda: PoliceDesk(
                browser, house, checks, tally, True, "Penberthy", 7).run())
            part(tally, "Police without script", lambda: PoliceDesk(
                browser, house, Checks(tally, mirror=browser), tally, False, "Tregear", 8).run())
            part(tally, "The portal with script", lambda: portal(
                browser, tally, checks, True, "Lanrock"))
            part(tally, "The portal without script", lambda: portal(
                browser, tally, Checks(tally, mirror=browser), False, "Carnkie"))
            part(tally, "Leading from outside with script", lambda: portal(
                browser, tally, checks, True, "Rosewarne", Leading))
            part(tally, "Leading from outside without script", lambda: portal(
                browser, tally, Checks(tally, mirror=browser), False, "Tregarthen", Leading))
            part(tally, "portalreferral with script", lambda: sending(
                browser, tally, checks, True, "Tregonning"))
            part(tally, "portalreferral without script", lambda: sending(
                browser, tally, Checks(tally, mirror=browser), False, "Boscawen"))
            part(tally, "A day in the unit with script", lambda: Day(
                browser, checks, tally, True).run())
            part(tally, "A day in the unit without script", lambda: Day(
                browser, Checks(tally, mirror=browser), tally, False).run())
            for script in (True, False):
                part(tally, "A session that dies", lambda: kept.session_dies(
                    browser, house, tally, script))
            part(tally, "Autosave", lambda: kept.autosaves_invalid(browser, house, tally))
            part(tally, "Double click", lambda: kept.double_click_is_one_act(browser, house, tally))
            part(tally, "The pictures with script", lambda: genogram.walk(
                browser, checks, tally, True))
            part(tally, "The pictures without script", lambda: genogram.walk(
                browser, Checks(tally, mirror=browser), tally, False))
            part(tally, "Deciding with script", lambda: deciding.walk(
                browser, checks, tally, True))
            part(tally, "Deciding without script", lambda: deciding.walk(
                browser, Checks(tally, mirror=browser), tally, False))
            part(tally, "Start", lambda: kept.starts_quickly(house, tally))
            browser.close()
        part(tally, "The chain is sound after it all", lambda: house.run("ledger", "verify"))
        tally.check(True, "The chain is sound after it all")
    finally:
        house.clean()
    print(f"browser: {tally.passed} passed, {tally.failed} failed")
    sys.exit(1 if tally.failed else 0)


if __name__ == "__main__":
    main()
