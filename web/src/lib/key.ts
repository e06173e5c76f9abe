// SPDX-License-Identifier: Apache-2.0
import { useMemo, useRef } from "react";
import { newKey } from "./api";
import { problemOf } from "./problem";

type Keys = { of: (body: unknown) => string; refused: (error: unknown) => void };
const NONE = { body: "", key: "" };

/**
 * The key of a form's intention: pressed twice it is the same, something else filled in is another. So it is after a refusal, for
 * what stood in the way may be gone (a number is proved, money is there), and the daemon would repeat its answer.
 */
export function useKeyOf(): Keys {
	const last = useRef(NONE);
	return useMemo(
		() => ({
			of: (body) => {
				const text = JSON.stringify(body);
				if (last.current.body !== text) last.current = { body: text, key: newKey() };
				return last.current.key;
			},
			refused: (error) => {
				const { status } = problemOf(error);
				if (status >= 400 && status < 500) last.current = NONE;
			},
		}),
		[],
	);
}
