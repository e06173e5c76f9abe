// SPDX-License-Identifier: Apache-2.0
/** One frame of a server-sent event stream. A comment alone (the heartbeat) is a frame with nothing in it. */
export type Frame = { id?: string; event?: string; data?: string };

export function parseFrame(lines: string): Frame {
	const frame: Frame = {};
	const data: string[] = [];
	for (const line of lines.split("\n")) {
		const colon = line.indexOf(":");
		const name = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
		if (name === "id") frame.id = value;
		else if (name === "event") frame.event = value;
		else if (name === "data") data.push(value);
	}
	if (data.length) frame.data = data.join("\n");
	return frame;
}

/** The frames of a body, also when one comes in pieces. EventSource cannot begin after a known number; this can. */
export async function* readFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let rest = "";
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			rest += decoder.decode(value, { stream: true });
			const whole = rest.split("\n\n");
			rest = whole.pop() ?? "";
			for (const lines of whole) yield parseFrame(lines);
		}
	} finally {
		reader.releaseLock();
	}
}
