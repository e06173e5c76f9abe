// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { toast } from "../kit";
import { t } from "../i18n/t";
import { applyEvent } from "../lib/news";
import { kioskKey } from "../lib/kiosk";
import { KEYS } from "../lib/query";
import { startLive } from "../lib/stream";
import { useMe } from "./session";

/** Keeps the cache fresh from the event stream, a visitor's too. Draws nothing, and comes after the page. */
export default function Live() {
	const client = useQueryClient();
	const me = useMe().data;
	const kiosk = kioskKey();
	const account = me === undefined ? undefined : (me?.id ?? null);
	useEffect(() => {
		if (account === undefined && !kiosk) return;
		return startLive(kiosk ? { kiosk } : { account: account ?? null }, {
			onEvent: (event) => applyEvent(client, event),
			onResync: () => void client.invalidateQueries(),
			onSignedOut: () => {
				if (kiosk) return void client.invalidateQueries({ queryKey: KEYS.wall }); // taken back: the board says so
				client.setQueryData(KEYS.me, null);
				toast(t("session_over"), "bad");
			},
		});
	}, [account, kiosk, client]);
	return null;
}
