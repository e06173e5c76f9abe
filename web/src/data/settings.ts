// SPDX-License-Identifier: Apache-2.0
// What operators set, with the version it was read in: whoever saves second is told.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, MERGE, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Setting = Schemas["Setting"];
export type SettingSection = Schemas["Settings"]["sections"][number];
export type SettingChange = Schemas["SettingsPatch"]["changes"][number];
type Known = { sections: SettingSection[]; version: string };

const KEY = ["settings"];

async function known(asked: Promise<{ data?: Schemas["Settings"]; error?: unknown; response: Response }>): Promise<Known> {
	let version = "";
	const noted = asked.then((answer) => {
		version = answer.response.headers.get("ETag") ?? "";
		return answer;
	});
	const { sections } = await ask(noted);
	return { sections, version };
}

export const useSettings = () =>
	useQuery({ queryKey: KEY, queryFn: () => known(api.GET("/v1/settings")), refetchOnWindowFocus: false });

export function useChangeSettings() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ changes, version }: { changes: SettingChange[]; version: string }) =>
			known(api.PATCH("/v1/settings", { body: { changes }, headers: { ...MERGE, "If-Match": version } })),
		onSuccess: (now) => {
			client.setQueryData(KEY, now);
			void client.invalidateQueries({ queryKey: KEYS.rules });
			void client.invalidateQueries({ queryKey: KEYS.audit });
		},
	});
}

export const useReloadSettings = () => {
	const client = useQueryClient();
	return () => client.invalidateQueries({ queryKey: KEY });
};
