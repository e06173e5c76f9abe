# SPDX-License-Identifier: Apache-2.0
"""A house with a trunk named "phones" to simulated handsets, whose prompts last moments."""
import json
import os
import subprocess

from house import BINARY, House

from beeps import write_recordings
from ports import free_port, sound_ports

DANA, ADA, BOB, CAT = "+14155550100", "+14155550111", "+14155550122", "+14155550133"


class PhonesHouse(House):
    """HANDSETS: (pattern of numbers, behaviour), the first that fits."""

    HANDSETS = [("*", {"after_ms": 200, "sound": "high"})]
    TRUNK = 'host = "127.0.0.1"; caller_id = "+14155550199"; simulated = true;'
    SIP = ""
    BEEP_MS = 150

    @classmethod
    def trunks(cls):
        """The daemon listens for SIP at cls.sip_port, the handsets at cls.phones_port."""
        return [f'{{ name = "phones"; port = {cls.phones_port}; {cls.TRUNK} }}']

    @classmethod
    def words(cls):
        cls.phones_port = free_port()
        least, most = sound_ports(40)
        recordings = os.path.join(cls.folder, "recordings")
        write_recordings(recordings, cls.BEEP_MS)
        return super().words().replace("sip = {", f"""
speech = {{ words_per_minute = 450; recordings_dir = "{recordings}"; cache_dir = "{cls.folder}/speech"; }};
media = {{ port_least = {least}; port_most = {most}; threads = 1; }};
sip = {{ trunk_wait_ms = 1000; capture_after_ms = 300; {cls.SIP} trunks = ( {", ".join(cls.trunks())} );""")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        numbers = [{"match": match, "behaviour": behaviour} for match, behaviour in cls.HANDSETS]
        cls.journal = os.path.join(cls.folder, "phones.jsonl")
        phones = subprocess.Popen(
            [BINARY, "phones", "--listen", f"127.0.0.1:{cls.phones_port}", "--log", cls.journal,
             "--script", cls.write("phones.json", json.dumps({"numbers": numbers})),
             "--prompts", os.path.join(cls.folder, "speech"), "--rtp-ports", "{}-{}".format(*sound_ports(40))],
            stdout=subprocess.DEVNULL, stderr=cls.log)
        cls.addClassCleanup(phones.wait)
        cls.addClassCleanup(phones.terminate)

    @classmethod
    def heard(cls):
        """The words of each prompt that a handset heard."""
        with open(cls.journal, encoding="utf-8") as f:
            rows = [json.loads(row) for row in f if row.endswith("\n")]
        return [row.get("text") or "" for row in rows if row["event"] == "heard_prompt"]
