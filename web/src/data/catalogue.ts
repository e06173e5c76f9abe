// SPDX-License-Identifier: Apache-2.0
// What anybody may see: categories, listings, advisors.
import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { useRefreshing } from "../lib/live";
import { KEYS } from "../lib/query";

/** The clock alone moves a forecast. */
const FORECAST_EVERY = 60_000;

export type Listing = Schemas["Listing"];
export type Advisor = Schemas["Advisor"];
export type Category = Schemas["Category"];

export const useCategories = () =>
	useQuery({ queryKey: KEYS.categories, queryFn: () => ask(api.GET("/v1/categories")), staleTime: 60_000 });

type ListingFilter = { advisor?: string; category?: string };

export function useListings(filter: ListingFilter = {}, enabled = true) {
	return useQuery({
		queryKey: [...KEYS.listings, filter],
		queryFn: () => ask(api.GET("/v1/listings", { params: { query: { ...filter, limit: 100 } } })),
		refetchInterval: useRefreshing(),
		enabled,
	});
}

export function useListing(listing: string) {
	return useQuery({
		queryKey: [...KEYS.listings, listing],
		queryFn: () => ask(api.GET("/v1/listings/{listing}", { params: { path: { listing } } })),
		refetchInterval: useRefreshing(),
	});
}

/** What one who joined now could expect; asked again when the advisor's line changes. */
export function useForecast(listing: string, line: Pick<Advisor, "waiting" | "activity" | "intent">) {
	return useQuery({
		queryKey: [...KEYS.listings, listing, "forecast", line.waiting, line.activity, line.intent],
		queryFn: () => ask(api.GET("/v1/listings/{listing}/forecast", { params: { path: { listing } } })),
		placeholderData: (last) => last,
		refetchInterval: FORECAST_EVERY,
	});
}

export function useAdvisors() {
	return useQuery({
		queryKey: KEYS.advisors,
		queryFn: () => ask(api.GET("/v1/advisors", { params: { query: { limit: 100 } } })),
		refetchInterval: useRefreshing(),
	});
}

export function useAdvisor(advisor: string | undefined) {
	return useQuery({
		queryKey: [...KEYS.advisors, advisor],
		queryFn: () => ask(api.GET("/v1/advisors/{advisor}", { params: { path: { advisor: advisor ?? "" } } })),
		refetchInterval: useRefreshing(),
		enabled: Boolean(advisor),
	});
}
