// SPDX-License-Identifier: Apache-2.0
import { type ComponentProps, lazy, Suspense } from "react";
import { Skeleton } from "../kit";

const Here = lazy(() => import("./ProveHere").then((part) => ({ default: part.ProveHere })));

/** Fetched by those who need it: most numbers are known. */
export const ProveHere = (props: ComponentProps<typeof Here>) => (
	<Suspense fallback={<Skeleton lines={2} />}>
		<Here {...props} />
	</Suspense>
);
