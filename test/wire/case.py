# SPDX-License-Identifier: Apache-2.0
"""What a case is given: the house, telephones of both kinds, people with numbers."""
import itertools
import os
import shutil

from foreign import Baresip, Sipp

CASES = []


class Skip(Exception):
    """This machine cannot show it; the words say why."""


def case(function):
    CASES.append(function)
    return function


class World:
    """One daemon for all cases; each case has its own people, numbers and telephones."""

    def __init__(self, ringback, folder, open_house):
        self.ringback, self.folder, self.open_house = ringback, folder, open_house
        self.built, self.ports, self.pem, self.scenes = None, {}, None, {}
        self.counter = itertools.count(100)
        self.phones, self.advisors, self.long = [], [], False

    @property
    def house(self):
        """The daemon with a trunk to each foreign telephone; started when first needed."""
        if self.built is None:
            self.built = self.open_house(self)
        return self.built

    def scene(self, name, make):
        if name not in self.scenes:
            self.scenes[name] = make()
        return self.scenes[name]

    def houses(self):
        return ([self.built] if self.built else []) + [s.house for s in self.scenes.values()]

    def number(self, prefix):
        return f"{prefix}555{next(self.counter):04d}"

    def place(self, kind):
        return os.path.join(self.folder, f"{kind}{next(self.counter)}")

    def baresip(self, *, prefix="+1415", port="baresip", **more):
        if not shutil.which("baresip"):
            raise Skip("baresip is not installed (Debian: baresip-core)")
        assert self.house
        number = self.number(prefix)
        folder = self.place("baresip")
        os.makedirs(folder)
        self.phones.append(Baresip(folder, number, self.ports[port], **more))
        return self.phones[-1]

    def sipp(self, steps, *, prefix="+1212", port="sipp", **more):
        """Gives (telephone, its number)."""
        if not shutil.which("sipp"):
            raise Skip("sipp is not installed (Debian: sip-tester)")
        assert self.house
        self.phones.append(Sipp(self.place("sipp"), self.ports[port], steps, **more))
        return self.phones[-1], self.number(prefix)

    def arrange(self, advisor_number, customer_number, **more):
        """Two new people and a call back between them; the advisor takes calls. Gives the callback's id."""
        n = next(self.counter)
        advisor, listing = self.house.advisor(f"Dana{n}", advisor_number)
        self.advisors.append(advisor)
        customer = self.house.customer(f"Sam{n}", customer_number, **more)
        callback = self.house.arrange(customer, listing, customer_number)
        self.house.intent(advisor, "taking_calls")
        return callback

    def cancel(self, callback):
        """As the customer, not as the operator (who would withdraw it)."""
        customer = self.house.sign_in(self.house.callback(callback)["customer_nickname"].lower())
        self.house.call("POST", f"/v1/callbacks/{callback}/cancel", {}, token=customer)

    def clean(self):
        for advisor in self.advisors:
            self.house.intent(advisor, "away")
        self.advisors.clear()
        for phone in self.phones:
            phone.stop()
        self.phones.clear()

    def stop(self):
        """Gives the daemons' exit statuses that are not 0, with the end of their logs."""
        codes = {h: h.stop() for h in self.houses()}
        for scene in self.scenes.values():
            scene.phones.stop()
        return [f"{code}:\n{house.log_tail()}" for house, code in codes.items() if code != 0]
