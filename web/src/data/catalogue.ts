// SPDX-License-Identifier: Apache-2.0
// What anybody may see: categories, listings, advisors.
import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { useLiveState } from "../lib/live";
import { KEYS } from "../lib/query";

export type Listing = Schemas["Listing"];
export type Advisor = Schemas["Advisor"];
export type Category = Schemas["Category"];

const VISITOR_EVERY = 15_000;
/** How many wait for somebody else is no event of ours: whoever looks at one line looks again. */
const LINE_EVERY = 5_000;

/** The stream is for signed-in people; visitors look again now and then. */
export const useRefreshing = (): number | false => (useLiveState() === "off" ? VISITOR_EVERY : false);

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
		refetchInterval: LINE_EVERY,
		enabled: Boolean(advisor),
	});
}
