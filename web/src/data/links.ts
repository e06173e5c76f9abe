// SPDX-License-Identifier: Apache-2.0
// A signed link opens one call back or receipt without signing in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../lib/api";
import { KEYS } from "../lib/query";

const LOOK_EVERY = 5_000;
const keyOf = (token: string) => [...KEYS.callbacks, "link", token];

export const useMakeLink = (callback: string) =>
	useMutation({ mutationFn: () => ask(api.POST("/v1/callbacks/{callback}/link", { params: { path: { callback } } })) });

export function useLinked(token: string) {
	return useQuery({
		queryKey: keyOf(token),
		queryFn: () => ask(api.GET("/v1/links/{token}", { params: { path: { token } } })),
		refetchInterval: (query) => (query.state.data?.receipt || query.state.data?.callback?.ended_at ? false : LOOK_EVERY),
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

export function useLeaveLinked(token: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => ask(api.POST("/v1/links/{token}/cancel", { params: { path: { token } } })),
		onSuccess: (now) => client.setQueryData(keyOf(token), now),
	});
}
