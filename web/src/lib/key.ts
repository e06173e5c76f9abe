// SPDX-License-Identifier: Apache-2.0
import { useCallback, useRef } from "react";
import { newKey } from "./api";

/** The key of a form's intention: pressed twice it is the same, something else filled in is another. */
export function useKeyOf(): (body: unknown) => string {
	const last = useRef({ body: "", key: "" });
	return useCallback((body: unknown) => {
		const text = JSON.stringify(body);
		if (last.current.body !== text) last.current = { body: text, key: newKey() };
		return last.current.key;
	}, []);
}
