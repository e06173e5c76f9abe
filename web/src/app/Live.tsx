// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { toast } from "../kit";
import { t } from "../i18n/t";
import { applyEvent } from "../lib/news";
import { KEYS } from "../lib/query";
import { startLive } from "../lib/stream";
import { useMe } from "./session";

/** Keeps the cache fresh from the event stream, a visitor's too. Draws nothing, and comes after the page. */
export default function Live() {
	const client = useQueryClient();
	const me = useMe().data;
	const account = me === undefined ? undefined : (me?.id ?? null);
	useEffect(() => {
		if (account === undefined) return;
		return startLive(account, {
			onEvent: (event) => applyEvent(client, event),
			onResync: () => void client.invalidateQueries(),
			onSignedOut: () => {
				client.setQueryData(KEYS.me, null);
				toast(t("session_over"), "bad");
			},
		});
	}, [account, client]);
	return null;
}
