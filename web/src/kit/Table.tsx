// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { cx } from "./cx";
import css from "./Table.module.css";

export type Column<R> = { head: string; cell: (row: R) => ReactNode; align?: "end"; main?: boolean };
type Props<R> = { caption: string; columns: Column<R>[]; rows: R[]; keyOf: (row: R) => string; showCaption?: boolean; isOver?: (row: R) => boolean };

/** A table where there is room, a list of cards where there is not; the headings then stand beside each value. */
export function Table<R>({ caption, columns, rows, keyOf, showCaption, isOver }: Props<R>) {
	return (
		<div className={css.box}>
			<table className={css.table}>
				<caption className={cx(!showCaption && css.hidden)}>{caption}</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th key={column.head} scope="col" className={cx(column.align && css.end)}>
								{column.head}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={keyOf(row)} className={cx(isOver?.(row) && css.past)}>
							{columns.map((column) => (
								<td key={column.head} data-head={column.head} className={cx(column.align && css.end, column.main && css.main)}>
									{column.cell(row)}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
