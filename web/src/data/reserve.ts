// SPDX-License-Identifier: Apache-2.0
// Call now (F46): the advisor is kept for two minutes, then rung at once.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ask, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

/** Keeps the advisor while somebody looks, and gives the advisor back when the page is left. `stop` when the call came about. */
export function useReservation(listing: string, advisor: string) {
	const client = useQueryClient();
	const used = useRef(false);
	const kept = useQuery({
		queryKey: [...KEYS.reserved, listing],
		queryFn: () => ask(api.POST("/v1/reservations", { body: { listing } })),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0,
		retry: false,
		refetchOnWindowFocus: false,
		refetchOnReconnect: false,
	});
	const has = kept.isSuccess;
	useEffect(() => {
		if (!has) return;
		const giveBack = () => {
			if (used.current) return;
			void fetch(`/v1/reservations/${advisor}`, { method: "DELETE", keepalive: true }).catch(() => undefined);
			void client.invalidateQueries({ queryKey: [...KEYS.advisors, advisor], exact: true });
		};
		addEventListener("pagehide", giveBack);
		return () => {
			removeEventListener("pagehide", giveBack);
			giveBack();
		};
	}, [has, advisor, client]);
	const extend = useMutation({
		mutationFn: () => ask(api.POST("/v1/reservations/{advisor}/extend", { params: { path: { advisor } } })),
		onSuccess: (longer) => client.setQueryData([...KEYS.reserved, listing], longer),
	});
	return { kept, extend, markUsed: () => (used.current = true) };
}

export function useCallNow() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ key, ...body }: Schemas["CallNowAsk"] & { key: string }) =>
			ask(api.POST("/v1/calls-now", { body, headers: { "Idempotency-Key": key } })),
		onSuccess: (made) => {
			client.setQueryData([...KEYS.callbacks, made.id], made);
			void client.invalidateQueries({ queryKey: KEYS.callbacks });
		},
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.advisors }),
	});
}
