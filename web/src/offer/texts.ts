// SPDX-License-Identifier: Apache-2.0
import { addMessages } from "../i18n/t";
import offer from "../i18n/en/offer.json";

addMessages(offer);
