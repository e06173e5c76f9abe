// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, MERGE, type Schemas } from "../lib/api";
import { useRefreshing } from "../lib/live";
import { KEYS } from "../lib/query";

export type Callback = Schemas["Callback"];
export type CallbackState = Schemas["CallbackState"];

export function useCallbacks(filter: { customer?: string; live?: boolean; limit?: number }, enabled = true) {
	return useQuery({
		queryKey: [...KEYS.callbacks, filter],
		queryFn: () => ask(api.GET("/v1/callbacks", { params: { query: filter } })),
		enabled,
	});
}

const isOver = (callback?: Callback): boolean => callback?.ended_at != null;

export function useCallback(callback: string) {
	const every = useRefreshing();
	return useQuery({
		queryKey: [...KEYS.callbacks, callback],
		queryFn: () => ask(api.GET("/v1/callbacks/{callback}", { params: { path: { callback } } })),
		refetchInterval: (query) => (isOver(query.state.data) ? false : every),
	});
}

export function useExplanation(callback: string, enabled: boolean) {
	return useQuery({
		queryKey: [...KEYS.callbacks, callback, "explain"],
		queryFn: () => ask(api.GET("/v1/callbacks/{callback}/explain", { params: { path: { callback } } })),
		enabled,
	});
}

export function useArrange() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ key, ...body }: Schemas["CallbackAsk"] & { key: string }) =>
			ask(api.POST("/v1/callbacks", { body, headers: { "Idempotency-Key": key } })),
		onSuccess: (made) => {
			client.setQueryData([...KEYS.callbacks, made.id], made);
			void client.invalidateQueries({ queryKey: KEYS.callbacks });
			void client.invalidateQueries({ queryKey: KEYS.advisors });
		},
	});
}

/** Extend, change, leave: each answers the call back as it is now. */
function useStep<V>(callback: string, step: (value: V) => Promise<Callback>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSuccess: (now) => client.setQueryData([...KEYS.callbacks, callback], now),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.callbacks }),
	});
}

export const useExtend = (callback: string) =>
	useStep(callback, (seconds: number) =>
		ask(api.POST("/v1/callbacks/{callback}/extend", { params: { path: { callback } }, body: { seconds } })),
	);

export const useChangeNumber = (callback: string) =>
	useStep(callback, (number: string) =>
		ask(api.PATCH("/v1/callbacks/{callback}", { params: { path: { callback } }, body: { number }, headers: MERGE })),
	);

/** The next one goes first, once; 422 last_in_line or let_pass_rests says why not. */
export const useLetPass = (callback: string) =>
	useStep<void>(callback, () => ask(api.POST("/v1/callbacks/{callback}/let-pass", { params: { path: { callback } } })));

export const useLeave = (callback: string) =>
	useStep(callback, (reason: string) =>
		ask(api.POST("/v1/callbacks/{callback}/cancel", { params: { path: { callback } }, body: { reason } })),
	);
