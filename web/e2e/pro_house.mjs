// SPDX-License-Identifier: Apache-2.0
// A real daemon and real (simulated) telephones for the tests of console and operator pages, in a folder of their own.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PASSWORD = "a house is a house";
const phonesOf = (talk) => `{"numbers":[
 {"match":"*0100","behaviour":{"after_ms":1500,"sound":"high","press":[{"after":"question","keys":"1","delay_ms":1200}]}},
 {"match":"*0122","behaviour":{"ring":"ignore"}},
 {"match":"*","behaviour":{"after_ms":700,"hang_up_after_talk_ms":${talk}}}
]}`;
const RULES = `ring_ms = 6000; key_wait_ms = 30000; wait_least_ms = 1000; wrap_up_ms = 20000; wrap_up_most_ms = 120000; free_under_ms = 1000;
	bill_minimum_ms = 2000; bill_step_ms = 1000; price_grace_ms = 300; api_rate_per_minute = 1000000;
	sign_in_tries = 50; advisor_pause_ms = 20000; customer_retry_ms = 60000;`;

const freePort = () =>
	new Promise((done, fail) => {
		const server = net.createServer().once("error", fail);
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});

const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/** One request with a token; answers the body. */
function client(port) {
	return (method, path, { token, body } = {}) =>
		new Promise((done, fail) => {
			const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
			const headers = { "Idempotency-Key": crypto.randomUUID() };
			if (body) headers["Content-Type"] = type;
			if (token) headers.Authorization = `Bearer ${token}`;
			const asked = http.request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
				let text = "";
				answer.setEncoding("utf8").on("data", (part) => (text += part));
				answer.on("end", () => {
					const is = text && /json/.test(answer.headers["content-type"] ?? "") ? JSON.parse(text) : text;
					if (answer.statusCode < 300) done(is);
					else fail(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
				});
			});
			asked.on("error", fail);
			asked.end(body ? JSON.stringify(body) : undefined);
		});
}

async function people(house) {
	const { ask } = house;
	const sign = async (login) => (await ask("POST", "/v1/sign-in", { body: { login, password: PASSWORD, token: true } })).token;
	const olive = await sign("olive");
	const add = async (login, nickname, role, number) => {
		const body = { login, nickname, roles: [role], password: PASSWORD };
		const account = await ask("POST", "/v1/accounts", { token: olive, body });
		if (number) await ask("POST", `/v1/accounts/${account.id}/numbers`, { token: olive, body: { number } });
		if (role === "customer") {
			const money = { amount: { amount: 5000, currency: "USD" }, note: "welcome" };
			await ask("POST", `/v1/customers/${account.customer}/credits`, { token: olive, body: money });
		}
		return { ...account, number, token: await sign(login) };
	};
	const dana = await add("dana", "Dana Okafor", "advisor", "+14155550100");
	const luis = await add("luis", "Luis P.", "advisor", "+14155550101");
	const sam = await add("sam", "sam_w", "customer", "+14155550111");
	const kim = await add("kim", "kim.t", "customer", "+14155550122");
	const noor = await add("noor", "noor", "customer", "+14155550133");
	const category = await ask("POST", "/v1/categories", { token: olive, body: { title: "House and home" } });
	const list = (advisor, title, amount) =>
		ask("POST", "/v1/listings", {
			token: olive,
			body: { advisor: advisor.advisor, category: category.id, title, price: { amount, currency: "USD" }, description: "Noises, pressure, and what the display says." },
		});
	return { olive, dana, luis, sam, kim, noor, category, boiler: await list(dana, "Boiler faults", 240), bath: await list(luis, "Bathrooms", 195) };
}

const MEDIA = 100;

/** Starts it all; `stop` ends only what was started here. Customers hang up after `talk` ms. */
export async function openHouse(binary, talk = 9000) {
	const folder = mkdtempSync(join(tmpdir(), "ringback-web-"));
	const [port, sip, phones] = [await freePort(), await freePort(), await freePort()];
	const slot = process.pid % 80;
	const media = 22000 + slot * MEDIA;
	const sound = 42000 + slot * MEDIA;
	const write = (name, words) => {
		writeFileSync(join(folder, name), words, { mode: 0o600 });
		return join(folder, name);
	};
	const password = write("password", `${PASSWORD}\n`);
	const config = write(
		"ringback.conf",
		`server = { name = "web"; data_dir = "${folder}"; drain_ms = 500; };
http = { listen = "127.0.0.1:${port}"; admin_listen = ""; calls_per_address = 0; };
speech = { words_per_minute = 400; cache_dir = "${folder}/speech"; };
media = { port_least = ${media}; port_most = ${media + MEDIA - 1}; threads = 1; };
sip = { port = ${sip}; capture_after_ms = 300; trunks = ( { name = "phones"; host = "127.0.0.1"; port = ${phones}; caller_id = "+14155550199"; simulated = true; } ); };
numbers = { simulated = [ "+1xxx55501" ]; };
rules = { ${RULES} };
`,
	);
	const env = { ...process.env, RINGBACK_CONFIG: config };
	const once = spawnSync(binary, ["operator", "add", "olive", "--password-file", password], { env, encoding: "utf8" });
	if (once.status !== 0) throw new Error(`operator add: ${once.stderr}`);
	const run = (...words) => spawn(binary, words, { env, stdio: "ignore" });
	const children = [
		run("phones", "--listen", `127.0.0.1:${phones}`, "--script", write("phones.json", phonesOf(talk)), "--log", join(folder, "phones.jsonl"),
			"--prompts", join(folder, "speech"), "--control", join(folder, "phones.sock"), "--rtp-ports", `${sound}-${sound + MEDIA - 1}`),
		run("serve", "--config", config),
	];
	const stop = async () => {
		for (const child of children) child.kill("SIGTERM");
		await rest(900);
		rmSync(folder, { recursive: true, force: true });
	};
	const ask = client(port);
	for (let tries = 0; ; tries++) {
		if (await ask("GET", "/v1/rules").then(() => true, () => false)) break;
		if (tries > 100) throw new Error("the daemon does not answer");
		await rest(100);
	}
	const house = { folder, port, url: `http://127.0.0.1:${port}`, ask, stop, phones: join(folder, "phones.sock"), children };
	return { ...house, ...(await people(house)) };
}

/** One command to the telephones. */
export const phone = (house, command) =>
	new Promise((done, fail) => {
		const socket = net.createConnection(house.phones).once("error", fail);
		let text = "";
		socket.on("data", (part) => {
			text += part;
			if (!text.includes("\n")) return;
			socket.end();
			done(JSON.parse(text));
		});
		socket.write(`${JSON.stringify(command)}\n`);
	});

export const arrange = (house, who, listing, reason, wait = 3600) =>
	house.ask("POST", "/v1/callbacks", {
		token: who.token,
		body: { listing: listing.id, number: who.number, wait_seconds: wait, reason },
	});
