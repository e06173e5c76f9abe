// SPDX-License-Identifier: Apache-2.0
// Keys of the advisor's own phone, pressed on a page: the menu's digits, the end of a talk, the next caller.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type PhoneMenu = NonNullable<Schemas["Availability"]["menu"]>;
export type MenuKey = Schemas["KeyPress"]["key"];

/** What comes back is how the advisor is now; calls and the line move with it. */
function useKey<V>(advisor: string, press: (value: V) => Promise<Schemas["Availability"]>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: press,
		onSuccess: (now) => client.setQueryData([...KEYS.availability, advisor], now),
		onSettled: () => {
			for (const key of [KEYS.availability, KEYS.calls, KEYS.arranged]) void client.invalidateQueries({ queryKey: key });
		},
	});
}

export type Press = { call: string; menu: PhoneMenu["name"]; key: MenuKey };

export const usePress = (advisor: string) =>
	useKey(advisor, ({ call, menu, key }: Press) =>
		ask(api.POST("/v1/calls/{call}/keys", { params: { path: { call } }, body: { menu, key } })),
	);

export const useNext = (advisor: string) =>
	useKey<void>(advisor, () => ask(api.POST("/v1/advisors/{advisor}/next", { params: { path: { advisor } } })));

export function useHangUp() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (call: string) => ask(api.POST("/v1/calls/{call}/hang-up", { params: { path: { call } } })),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.calls }),
	});
}
