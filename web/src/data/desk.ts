// SPDX-License-Identifier: Apache-2.0
// What an advisor works with: the own availability, the line, listings, and the running call.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, MERGE, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Availability = Schemas["Availability"];
export type AvailabilityPatch = Schemas["AvailabilityPatch"];
export type ArrangedCall = Schemas["ArrangedCall"];

/** Events refresh these; this is for a stream that says nothing although something moved. */
const SAFETY_EVERY = 20_000;
const METER_EVERY = 10_000;

export function useAvailability(advisor: string | undefined) {
	return useQuery({
		queryKey: [...KEYS.availability, advisor],
		queryFn: () =>
			ask(api.GET("/v1/advisors/{advisor}/availability", { params: { path: { advisor: advisor ?? "" } } })),
		enabled: Boolean(advisor),
		refetchInterval: SAFETY_EVERY,
	});
}

export function useChangeAvailability(advisor: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (body: AvailabilityPatch) =>
			ask(api.PATCH("/v1/advisors/{advisor}/availability", { params: { path: { advisor } }, body, headers: MERGE })),
		onSuccess: (now) => client.setQueryData([...KEYS.availability, advisor], now),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.availability }),
	});
}

/** Whoever keeps the advisor is sent away. */
export function useRelease(advisor: string) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => ask(api.DELETE("/v1/reservations/{advisor}", { params: { path: { advisor } } })),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.availability }),
	});
}

/** Who waits, in the order of the line. */
export function useLine(advisor: string | undefined) {
	return useQuery({
		queryKey: [...KEYS.arranged, advisor],
		queryFn: () =>
			ask(
				api.GET("/v1/advisors/{advisor}/arranged-calls", {
					params: { path: { advisor: advisor ?? "" }, query: { limit: 100 } },
				}),
			),
		enabled: Boolean(advisor),
		refetchInterval: SAFETY_EVERY,
	});
}

/** The call that holds the advisor now. Asked again while it runs, so that the meter stays true. */
export function useRunningCall(call: string | null | undefined) {
	return useQuery({
		queryKey: [...KEYS.calls, call],
		queryFn: () => ask(api.GET("/v1/calls/{call}", { params: { path: { call: call ?? "" } } })),
		enabled: Boolean(call),
		refetchInterval: (query) => (query.state.data?.state === "bridged" ? METER_EVERY : false),
	});
}

export function useTakeOut() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ callback, reason }: { callback: string; reason: string }) =>
			ask(api.POST("/v1/callbacks/{callback}/cancel", { params: { path: { callback } }, body: { reason } })),
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.arranged }),
	});
}

/** Those whose time ran out lately: nobody was called. */
export function useLapsed(advisor: string | undefined) {
	return useQuery({
		queryKey: [...KEYS.callbacks, "lapsed", advisor],
		queryFn: () =>
			ask(api.GET("/v1/callbacks", { params: { query: { advisor: advisor ?? "", state: "expired", limit: 20 } } })),
		enabled: Boolean(advisor),
	});
}

// ---- listings ----------------------------------------------------------------------------------
export function useOwnListings(advisor: string | undefined) {
	return useQuery({
		queryKey: [...KEYS.listings, "own", advisor],
		queryFn: () =>
			ask(api.GET("/v1/listings", { params: { query: { advisor: advisor ?? "", all: true, limit: 100 } } })),
		enabled: Boolean(advisor),
	});
}

function useListingStep<V>(step: (value: V) => Promise<Schemas["Listing"]>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.listings }),
	});
}

export const useCreateListing = () =>
	useListingStep((body: Schemas["ListingAsk"]) => ask(api.POST("/v1/listings", { body })));

export const useChangeListing = (listing: string) =>
	useListingStep((body: Schemas["ListingPatch"]) =>
		ask(api.PATCH("/v1/listings/{listing}", { params: { path: { listing } }, body, headers: MERGE })),
	);

export const useCloseListing = () =>
	useListingStep((listing: string) => ask(api.POST("/v1/listings/{listing}/close", { params: { path: { listing } } })));

/** What was earned, line by line. */
export function useEarnedLines(enabled: boolean) {
	return useQuery({
		queryKey: [...KEYS.transfers, "earned"],
		queryFn: () => ask(api.GET("/v1/transfers", { params: { query: { book: "earned", limit: 100 } } })),
		enabled,
	});
}

const DAYS = 30;

export function useEarnings(advisor: string, days = DAYS) {
	return useQuery({
		queryKey: [...KEYS.earnings, advisor, days],
		queryFn: () =>
			ask(api.GET("/v1/advisors/{advisor}/earnings", { params: { path: { advisor }, query: { days } } })),
	});
}

export function useSummary(advisor: string | null | undefined) {
	return useQuery({
		queryKey: [...KEYS.summary, advisor],
		queryFn: () => ask(api.GET("/v1/advisors/{advisor}/summary", { params: { path: { advisor: advisor ?? "" } } })),
		enabled: Boolean(advisor),
	});
}

export function useOwnCustomers(advisor: string) {
	return useInfiniteQuery({
		queryKey: [...KEYS.customers, advisor],
		queryFn: ({ pageParam }) =>
			ask(
				api.GET("/v1/advisors/{advisor}/customers", {
					params: { path: { advisor }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
	});
}

/** One of them; null: they never talked. */
export function useOwnCustomer(advisor: string, customer: string) {
	return useQuery({
		queryKey: [...KEYS.customers, advisor, customer],
		queryFn: async () =>
			(await ask(api.GET("/v1/advisors/{advisor}/customers", { params: { path: { advisor }, query: { customer } } }))).data[0] ?? null,
	});
}

/** What that customer asked this advisor for, also what came to nothing. */
export function useAskedBy(advisor: string, customer: string) {
	return useQuery({
		queryKey: [...KEYS.callbacks, "asked", advisor, customer],
		queryFn: () => ask(api.GET("/v1/callbacks", { params: { query: { advisor, customer, limit: 20 } } })),
	});
}

/** The call that was ended last, for the card after it. */
export function useLastCall(advisor: string, enabled: boolean) {
	return useQuery({
		queryKey: [...KEYS.calls, "last", advisor],
		queryFn: async () => (await ask(api.GET("/v1/calls", { params: { query: { advisor, limit: 1 } } }))).data[0] ?? null,
		enabled,
	});
}

/** What one arranged call said when it was asked for: note, waiting time, price. */
export function useArrangedCall(callback: string | null | undefined) {
	return useQuery({
		queryKey: [...KEYS.callbacks, callback],
		queryFn: () => ask(api.GET("/v1/callbacks/{callback}", { params: { path: { callback: callback ?? "" } } })),
		enabled: Boolean(callback),
	});
}
