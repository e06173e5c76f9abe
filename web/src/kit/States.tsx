// SPDX-License-Identifier: Apache-2.0
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../i18n/t";
import { useLiveState } from "../lib/live";
import { problemOf } from "../lib/problem";
import { Button } from "./Button";
import { cx } from "./cx";
import css from "./States.module.css";

/** Appears after 200 ms only, so that quick answers do not flicker. */
export const Skeleton = ({ lines = 3 }: { lines?: number }) => (
	<div className={css.skeleton} role="status">
		<span className={css.hidden}>{t("loading")}</span>
		{Array.from({ length: lines }, (_, i) => (
			<div key={i} className={css.bone} aria-hidden />
		))}
	</div>
);

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
	return (
		<div className={css.empty}>
			<p className={css.title}>{title}</p>
			{children}
		</div>
	);
}

/** What the business says no to; anything else is somebody's mistake, and worth asking about. */
const REFUSALS = [401, 402, 409, 422, 429];

/** What went wrong, the number to name when asking for help, and one next step. */
export function ProblemBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
	const problem = problemOf(error);
	const title = problem.status === 0 ? t("problem.unreachable") : problem.message || t("problem.unknown");
	return (
		<div className={css.problem} role="alert">
			<p className={css.title}>
				<CircleAlert size={20} aria-hidden /> {title}
			</p>
			{problem.detail && problem.detail !== title && <p>{problem.detail}</p>}
			{problem.requestId && !REFUSALS.includes(problem.status) && <p className={css.fine}>{t("problem.request", { id: problem.requestId })}</p>}
			{onRetry && (
				<div>
					<Button size="small" onPress={onRetry}>
						{t("retry")}
					</Button>
				</div>
			)}
		</div>
	);
}

type AnswerProps<T> = {
	of: UseQueryResult<T>;
	/** Shown instead when this says there is nothing. */
	isEmpty?: (data: T) => boolean;
	empty?: ReactNode;
	lines?: number;
	children: (data: T) => ReactNode;
};

/** The states of a question to the daemon: loading, problem, empty, and the answer. An old answer stays while it is asked again. */
export function Answer<T>({ of, isEmpty, empty, lines, children }: AnswerProps<T>) {
	if (of.data === undefined) {
		return of.isError ? <ProblemBox error={of.error} onRetry={() => void of.refetch()} /> : <Skeleton lines={lines ?? 3} />;
	}
	if (isEmpty?.(of.data)) return <>{empty}</>;
	return <>{children(of.data)}</>;
}

/** Above the page while the stream is lost. */
export function StaleBar() {
	const stale = useLiveState() === "stale";
	return (
		<div role="status" className={cx(css.stale, stale && css.shown)}>
			{stale && (
				<>
					<WifiOff size={18} aria-hidden /> {t("stale")}
				</>
			)}
		</div>
	);
}

/** Controls that need fresh numbers are off while this is true. */
export const useStale = (): boolean => useLiveState() === "stale";
