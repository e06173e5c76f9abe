// SPDX-License-Identifier: Apache-2.0
// A network between one browser and the daemon that can be cut: what is open breaks, what is new is refused. Or it is hushed: all that is
// open stays so, and nothing arrives.
import net from "node:net";

export async function openWire(port) {
	const open = new Set();
	let isCut = false;
	let isHushed = false;
	const server = net.createServer((near) => {
		if (isCut) return near.destroy();
		const far = net.connect(port, "127.0.0.1");
		for (const [one, other] of [[near, far], [far, near]]) {
			open.add(one);
			one.on("error", () => one.destroy()).on("close", () => (open.delete(one), other.destroy()));
			one.goesTo = other;
			if (!isHushed) one.pipe(other);
		}
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	const cut = () => {
		isCut = true;
		for (const one of open) one.destroy();
	};
	const hush = () => {
		isHushed = true;
		for (const one of open) one.unpipe(one.goesTo);
	};
	const mend = () => {
		if (isHushed) for (const one of open) one.pipe(one.goesTo);
		isCut = isHushed = false;
	};
	const close = () => (cut(), server.close());
	return { url: `http://127.0.0.1:${server.address().port}`, cut, hush, mend, close };
}
