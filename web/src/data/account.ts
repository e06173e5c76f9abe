// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, MERGE, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type NumberRow = Schemas["Number"];

export const useBalance = (enabled = true) =>
	useQuery({ queryKey: KEYS.balance, queryFn: () => ask(api.GET("/v1/balance")), enabled });

/** What went in and out of the wallet, newest first. */
export const useTransfers = () =>
	useInfiniteQuery({
		queryKey: [...KEYS.transfers, "wallet"],
		queryFn: ({ pageParam }) =>
			ask(api.GET("/v1/transfers", { params: { query: { book: "wallet" as const, limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
	});

export function useNumbers(account: string | undefined) {
	return useQuery({
		queryKey: [...KEYS.numbers, account],
		queryFn: () => ask(api.GET("/v1/accounts/{account}/numbers", { params: { path: { account: account ?? "" } } })),
		enabled: Boolean(account),
	});
}

function useNumberStep<V, R>(step: (value: V) => Promise<R>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.numbers }),
	});
}

export const useAddNumber = (account: string) =>
	useNumberStep((body: Schemas["NumberAsk"]) =>
		ask(api.POST("/v1/accounts/{account}/numbers", { params: { path: { account } }, body })),
	);

export const useRemoveNumber = (account: string) =>
	useNumberStep((number: string) =>
		ask(api.DELETE("/v1/accounts/{account}/numbers/{number}", { params: { path: { account, number } } })),
	);

export const useOrderNumbers = (account: string) =>
	useNumberStep((numbers: string[]) =>
		ask(api.PUT("/v1/accounts/{account}/numbers/order", { params: { path: { account } }, body: { numbers } })),
	);

export function useChangeAccount(account: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (body: Schemas["AccountPatch"]) =>
			ask(api.PATCH("/v1/accounts/{account}", { params: { path: { account } }, body, headers: MERGE })),
		onSuccess: (me) => client.setQueryData(KEYS.me, me),
	});
}

export const useNumberCheck = () =>
	useMutation({
		mutationFn: (input: string) => ask(api.GET("/v1/numbers/check", { params: { query: { input } } })),
	});
