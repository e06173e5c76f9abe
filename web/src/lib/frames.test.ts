// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { parseFrame, readFrames } from "./frames";

const bodyOf = (pieces: string[]) =>
	new ReadableStream<Uint8Array>({
		start(control) {
			for (const piece of pieces) control.enqueue(new TextEncoder().encode(piece));
			control.close();
		},
	});

it("reads a frame that comes in pieces, and comments between", async () => {
	const seen = [];
	for await (const frame of readFrames(bodyOf(["id: 7\neve", "nt: call.ended\ndata: {\"a\"", ":1}\n\n: beat\n\nid: 8\n\nid: 9"])))
		seen.push(frame);
	expect(seen).toEqual([{ id: "7", event: "call.ended", data: '{"a":1}' }, {}, { id: "8" }]);
});

it("keeps colons of the data", () => {
	expect(parseFrame('data: {"at":"07:00"}')).toEqual({ data: '{"at":"07:00"}' });
});
