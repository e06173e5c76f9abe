// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Call = Schemas["Call"];
export type Receipt = Schemas["Receipt"];
export type Mark = Receipt["marks"][number];

type CallFilter = { customer?: string; advisor?: string; live?: boolean };

export function useCalls(filter: CallFilter, enabled = true) {
	return useInfiniteQuery({
		queryKey: [...KEYS.calls, "list", filter],
		queryFn: ({ pageParam }) =>
			ask(api.GET("/v1/calls", { params: { query: { ...filter, limit: 20, ...(pageParam && { cursor: pageParam }) } } })),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
		enabled,
	});
}

export function useCall(call: string | null | undefined) {
	return useQuery({
		queryKey: [...KEYS.calls, call],
		queryFn: () => ask(api.GET("/v1/calls/{call}", { params: { path: { call: call ?? "" } } })),
		enabled: Boolean(call),
	});
}

export function useReceipt(call: string) {
	return useQuery({
		queryKey: [...KEYS.calls, call, "receipt"],
		queryFn: () => ask(api.GET("/v1/calls/{call}/receipt", { params: { path: { call } } })),
	});
}
