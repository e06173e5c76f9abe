// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { toast } from "../kit";
import { t } from "../i18n/t";
import { startLive } from "../lib/live";
import { applyEvent, KEYS } from "../lib/query";
import { useMe } from "./session";

/** Keeps the cache fresh from the event stream while somebody is signed in. Draws nothing. */
export function Live() {
	const client = useQueryClient();
	const account = useMe().data?.id;
	useEffect(() => {
		if (!account) return;
		return startLive({
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
