// SPDX-License-Identifier: Apache-2.0
// A wire between the daemon and its trunk on which every SIP datagram is heard. Each side takes it for the other: addresses in the
// text are written anew, so that what follows in a dialogue comes by as well.
import dgram from "node:dgram";

const at = (port) => `127.0.0.1:${port}`;

const bound = (port) =>
	new Promise((done, fail) => {
		const socket = dgram.createSocket("udp4").once("error", fail);
		socket.bind(port, "127.0.0.1", () => done(socket));
	});

/** `trunk`: where the daemon dials; `daemon`: where it listens. Telephones are to listen at `tap.phones`. */
export async function openTap(trunk, daemon) {
	const [near, far, free] = await Promise.all([bound(trunk), bound(0), bound(0)]);
	const phones = free.address().port;
	await new Promise((done) => free.close(done));
	const mine = far.address().port;
	const heard = [];
	const pass = (socket, port, swaps) => (bytes) => {
		let text = bytes.toString("latin1");
		for (const [from, to] of swaps) text = text.replaceAll(at(from), at(to));
		heard.push({ toPhones: port === phones, text });
		socket.send(Buffer.from(text, "latin1"), port, "127.0.0.1");
	};
	near.on("message", pass(far, phones, [[daemon, mine], [trunk, phones]]));
	far.on("message", pass(near, daemon, [[mine, daemon], [phones, trunk]]));
	const close = () => [near, far].forEach((socket) => socket.close());
	return { phones, heard, close };
}

const header = (text, name) => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(text)?.[1] ?? "";

/** Every datagram to a telephone, by the number that was dialed. */
export function byNumber(heard) {
	const number = new Map();
	for (const { text } of heard) {
		const dialed = /^INVITE sips?:\+?(\d+)@/.exec(text)?.[1];
		if (dialed) number.set(header(text, "Call-ID").trim(), dialed);
	}
	const found = new Map();
	for (const { text, toPhones } of heard) {
		const dialed = number.get(header(text, "Call-ID").trim());
		if (toPhones && dialed) found.set(dialed, [...(found.get(dialed) ?? []), text]);
	}
	return found;
}
