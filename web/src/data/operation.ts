// SPDX-License-Identifier: Apache-2.0
// What the operator watches and changes: lines, people, trunks, the ledger's word, events.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, MERGE, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Account = Schemas["Account"];
export type Trunk = Schemas["Trunk"];
export type Event = Schemas["Event"];

/** Aggregates are asked again this often; lists follow the events. */
const BOARD_EVERY = 5_000;
const SAFETY_EVERY = 15_000;

export const useStatus = (enabled = true) =>
	useQuery({ enabled, queryKey: KEYS.status, queryFn: () => ask(api.GET("/v1/status")), refetchInterval: BOARD_EVERY });

export const useTrunks = () =>
	useQuery({ queryKey: KEYS.trunks, queryFn: () => ask(api.GET("/v1/trunks")), refetchInterval: BOARD_EVERY });

export const useLedgerVerdict = (enabled = true) =>
	useQuery({ enabled, queryKey: ["ledger"], queryFn: () => ask(api.GET("/v1/ledger/verify")), staleTime: 60_000 });

/** All that wait or are being called, over all lines. */
export const useAllLines = (enabled = true) =>
	useQuery({
		enabled,
		queryKey: [...KEYS.callbacks, "all", "live"],
		queryFn: () => ask(api.GET("/v1/callbacks", { params: { query: { live: true, limit: 100 } } })),
		refetchInterval: SAFETY_EVERY,
	});

export function useEvents(limit = 15) {
	return useQuery({
		queryKey: [...KEYS.events, limit],
		queryFn: () => ask(api.GET("/v1/events", { params: { query: { limit } } })),
		refetchInterval: BOARD_EVERY,
	});
}

export const useLadder = (call: string) =>
	useQuery({
		queryKey: [...KEYS.calls, call, "ladder"],
		queryFn: () => ask(api.GET("/v1/calls/{call}/ladder", { params: { path: { call } } })),
	});

const CAPTURE_LOOKS = 5;

/** Comes a few seconds after a phone's end: looked for a while, until all of `legs` that are over have their messages. */
export const useCapture = (call: string, legs: number, enabled: boolean) =>
	useQuery({
		queryKey: [...KEYS.calls, call, "capture", legs],
		queryFn: () => ask(api.GET("/v1/calls/{call}/capture", { params: { path: { call } } })),
		enabled,
		refetchInterval: ({ state }) => ((state.data?.legs.length ?? 0) < legs && state.dataUpdateCount < CAPTURE_LOOKS ? 3000 : false),
	});

// ---- people ------------------------------------------------------------------------------------
type PeopleFilter = { role?: Schemas["Role"]; state?: "active" | "suspended"; login?: string };

export function usePeople(filter: PeopleFilter) {
	return useInfiniteQuery({
		queryKey: [...KEYS.accounts, "list", filter],
		queryFn: ({ pageParam }) =>
			ask(api.GET("/v1/accounts", { params: { query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) } } })),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
	});
}

export function usePerson(account: string) {
	return useQuery({
		queryKey: [...KEYS.accounts, account],
		queryFn: () => ask(api.GET("/v1/accounts/{account}", { params: { path: { account } } })),
	});
}

export function useCreatePerson() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (body: Schemas["AccountAsk"]) => ask(api.POST("/v1/accounts", { body })),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.accounts }),
	});
}

/** The sessions of an operator whose part changes are over. */
export function useChangePart() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ account, part }: { account: string; part: Schemas["OperatorPart"] }) =>
			ask(api.PATCH("/v1/accounts/{account}", { params: { path: { account } }, body: { operator_part: part }, headers: MERGE })),
		onSuccess: (now) => client.setQueryData([...KEYS.accounts, now.id], now),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.accounts }),
	});
}

export type Standing = { account: string; step: "suspend" | "restore"; reason: string };

export function useStanding() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ account, step, reason }: Standing) =>
			ask(api.POST(`/v1/accounts/{account}/${step}`, { params: { path: { account } }, body: { reason } })),
		onSuccess: (now) => client.setQueryData([...KEYS.accounts, now.id], now),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.accounts }),
	});
}

export function useWallet(customer: string | null | undefined) {
	return useQuery({
		queryKey: [...KEYS.balance, customer],
		queryFn: () => ask(api.GET("/v1/balance", { params: { query: { customer: customer ?? "" } } })),
		enabled: Boolean(customer),
	});
}

export function useMoneyLines(who: { customer?: string; advisor?: string }, enabled = true) {
	const book = who.customer ? "wallet" : "earned";
	return useInfiniteQuery({
		queryKey: [...KEYS.transfers, who],
		queryFn: ({ pageParam }) =>
			ask(
				api.GET("/v1/transfers", {
					params: { query: { ...who, book, limit: 50, ...(pageParam && { cursor: pageParam }) } },
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
		enabled,
	});
}

export type Credit = { customer: string; key: string; amount: Schemas["Money"]; note: string };

export function useCredit() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ customer, key, amount, note }: Credit) =>
			ask(
				api.POST("/v1/customers/{customer}/credits", {
					params: { path: { customer } },
					body: { amount, note },
					headers: { "Idempotency-Key": key },
				}),
			),
		onSettled: () => {
			void client.invalidateQueries({ queryKey: KEYS.balance });
			void client.invalidateQueries({ queryKey: KEYS.transfers });
		},
	});
}

export const useReveal = (account: string) =>
	useMutation({
		mutationFn: (number: string) =>
			ask(api.POST("/v1/accounts/{account}/numbers/{number}/reveal", { params: { path: { account, number } } })),
	});

// ---- categories and numbers that are never called ------------------------------------------------
function useCategoryStep<V>(step: (value: V) => Promise<Schemas["Category"]>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.categories }),
	});
}

export const useCreateCategory = () =>
	useCategoryStep((body: Schemas["CategoryAsk"]) => ask(api.POST("/v1/categories", { body })));

export const useChangeCategory = () =>
	useCategoryStep(({ category, ...body }: Schemas["CategoryPatch"] & { category: string }) =>
		ask(api.PATCH("/v1/categories/{category}", { params: { path: { category } }, body, headers: MERGE })),
	);

export function useOptOuts() {
	return useInfiniteQuery({
		queryKey: ["optouts"],
		queryFn: ({ pageParam }) =>
			ask(api.GET("/v1/opt-outs", { params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } } })),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
	});
}

export function useOptOut() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (number: string) => ask(api.POST("/v1/opt-outs", { body: { number } })),
		onSettled: () => void client.invalidateQueries({ queryKey: ["optouts"] }),
	});
}

export type AuditLine = Schemas["AuditLine"];

export function useAudit(filter: { who?: string; action?: string; since?: string; until?: string }) {
	return useInfiniteQuery({
		queryKey: [...KEYS.audit, filter],
		queryFn: ({ pageParam }) =>
			ask(api.GET("/v1/audit", { params: { query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) } } })),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
	});
}
