// SPDX-License-Identifier: Apache-2.0
// A signed link opens one call back or receipt without signing in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../lib/api";
import { useRefreshing } from "../lib/live";
import { KEYS } from "../lib/query";

/** One who holds a link is told of the line, not of an edit made elsewhere. */
const LOOK_EVERY = 30_000;
const keyOf = (token: string) => [...KEYS.callbacks, "link", token];

export const useMakeLink = (callback: string) =>
	useMutation({ mutationFn: () => ask(api.POST("/v1/callbacks/{callback}/link", { params: { path: { callback } } })) });

export function useLinked(token: string) {
	const every = useRefreshing() || LOOK_EVERY;
	return useQuery({
		queryKey: keyOf(token),
		queryFn: () => ask(api.GET("/v1/links/{token}", { params: { path: { token } } })),
		refetchInterval: (query) => (query.state.data?.receipt || query.state.data?.callback?.ended_at ? false : every),
	});
}

export function useExtendLinked(token: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (seconds: number) =>
			ask(api.POST("/v1/links/{token}/extend", { params: { path: { token } }, body: { seconds } })),
		onSuccess: (now) => client.setQueryData(keyOf(token), now),
	});
}

export function useLetPassLinked(token: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => ask(api.POST("/v1/links/{token}/let-pass", { params: { path: { token } } })),
		onSuccess: (now) => client.setQueryData(keyOf(token), now),
	});
}

export function useLeaveLinked(token: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => ask(api.POST("/v1/links/{token}/cancel", { params: { path: { token } } })),
		onSuccess: (now) => client.setQueryData(keyOf(token), now),
	});
}
