// SPDX-License-Identifier: Apache-2.0
import { Check, CircleAlert, Info, X } from "lucide-react";
import { t } from "../i18n/t";
import { cx } from "./cx";
import css from "./Toast.module.css";
import { dropToast, type ToastTone, useToasts } from "./toasts";

const ICONS: Record<ToastTone, typeof Check> = { ok: Check, bad: CircleAlert, plain: Info };

/** Once per page. */
export function ToastRegion() {
	const toasts = useToasts();
	return (
		<div className={css.region} role="status" aria-live="polite">
			{toasts.map((one) => {
				const Icon = ICONS[one.tone];
				return (
					<div key={one.id} className={cx(css.toast, css[one.tone])}>
						<Icon size={20} aria-hidden />
						<p>{one.words}</p>
						<button type="button" aria-label={t("close")} onClick={() => dropToast(one.id)}>
							<X size={18} aria-hidden />
						</button>
					</div>
				);
			})}
		</div>
	);
}
