// SPDX-License-Identifier: Apache-2.0
import { Maximize, MonitorUp } from "lucide-react";
import { type RefObject, useState } from "react";
import { useLocation } from "wouter";
import { useCategories } from "../data/catalogue";
import { t } from "../i18n/t";
import { Button, Row } from "../kit";
import { KioskDialog } from "./KioskDialog";
import { opPaths } from "./opPaths";
import css from "./Wall.module.css";

type Props = { box: RefObject<HTMLDivElement | null>; kiosk: string | undefined; category: string | undefined };

/** Which category, full screen, and screens in the corridor. A screen has the second alone. */
export function WallBar({ box, kiosk, category }: Props) {
	const [, go] = useLocation();
	const [dialog, setDialog] = useState(false);
	const categories = useCategories().data?.data ?? [];
	const full = () => void (document.fullscreenElement ? document.exitFullscreen() : box.current?.requestFullscreen());
	const button = (
		<Button size="small" icon={<Maximize size={18} aria-hidden />} onPress={full}>
			{t("op.wall.full")}
		</Button>
	);
	if (kiosk) return button;
	return (
		<Row>
			<select
				className={css.pick}
				aria-label={t("op.wall.category")}
				value={category ?? ""}
				onChange={(event) => go(event.currentTarget.value ? `${opPaths.wall}?category=${event.currentTarget.value}` : opPaths.wall)}
			>
				<option value="">{t("op.wall.all")}</option>
				{categories.map((one) => (
					<option key={one.id} value={one.id}>
						{one.title}
					</option>
				))}
			</select>
			<Button size="small" icon={<MonitorUp size={18} aria-hidden />} onPress={() => setDialog(true)}>
				{t("op.kiosk")}
			</Button>
			{button}
			{dialog && <KioskDialog category={category} onClose={() => setDialog(false)} />}
		</Row>
	);
}
