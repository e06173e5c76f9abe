// SPDX-License-Identifier: Apache-2.0
// Mail between one customer and one advisor: threads, their mails, and what is unread.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Thread = Schemas["Thread"];
export type Mail = Schemas["Mail"];

const LOOK_EVERY = 20_000;

export function useUnread(enabled: boolean) {
	return useQuery({
		queryKey: [...KEYS.mail, "unread"],
		queryFn: async () => (await ask(api.GET("/v1/mail", { params: { query: { limit: 1 } } }))).unread,
		enabled,
		refetchInterval: LOOK_EVERY,
	});
}

export function useThreads() {
	return useInfiniteQuery({
		queryKey: [...KEYS.mail, "threads"],
		queryFn: ({ pageParam }) => ask(api.GET("/v1/mail", { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
		refetchInterval: LOOK_EVERY,
	});
}

export function useThread(thread: string) {
	return useInfiniteQuery({
		queryKey: [...KEYS.mail, thread],
		queryFn: ({ pageParam }) =>
			ask(
				api.GET("/v1/mail/{thread}", {
					params: { path: { thread }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next_cursor,
		refetchInterval: LOOK_EVERY,
	});
}

function useMailStep<V, R>(step: (value: V) => Promise<R>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSettled: () => void client.invalidateQueries({ queryKey: KEYS.mail }),
	});
}

export const useWrite = () => useMailStep((body: Schemas["MailAsk"]) => ask(api.POST("/v1/mail", { body })));

export const useReply = (thread: string) =>
	useMailStep((body: string) =>
		ask(api.POST("/v1/mail/{thread}/messages", { params: { path: { thread } }, body: { body } })),
	);

export const useMarkRead = () =>
	useMailStep((thread: string) => ask(api.POST("/v1/mail/{thread}/read", { params: { path: { thread } }, body: {} })));
