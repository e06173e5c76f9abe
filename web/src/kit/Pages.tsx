// SPDX-License-Identifier: Apache-2.0
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { t } from "../i18n/t";
import { Button } from "./Button";
import { Stack } from "./Layout";
import { ProblemBox, Skeleton } from "./States";

type Page<R> = { data: R[]; next_cursor: string | null };
type Props<R> = {
	of: UseInfiniteQueryResult<InfiniteData<Page<R>>>;
	empty: ReactNode;
	children: (rows: R[]) => ReactNode;
};

/** A list that is fetched page by page: loading, problem, empty, the rows so far, and a button for more. */
export function Pages<R>({ of, empty, children }: Props<R>) {
	if (!of.data) return of.isError ? <ProblemBox error={of.error} onRetry={() => void of.refetch()} /> : <Skeleton lines={5} />;
	const rows = of.data.pages.flatMap((page) => page.data);
	if (rows.length === 0) return <>{empty}</>;
	return (
		<Stack gap={3}>
			{children(rows)}
			{of.hasNextPage && (
				<div>
					<Button busy={of.isFetchingNextPage} onPress={() => void of.fetchNextPage()}>
						{t("older")}
					</Button>
				</div>
			)}
			{of.isError && <ProblemBox error={of.error} />}
		</Stack>
	);
}
