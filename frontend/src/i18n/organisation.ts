import { enOrganisation } from "./en.organisation";
import { jaOrganisation, type OrganisationMessages } from "./ja.organisation";
import { useSpeech } from "./language";

/** The texts of people, keys, webhooks and the audit log. */
export function useOrganisationTexts(): OrganisationMessages {
  return useSpeech().language === "en" ? enOrganisation : jaOrganisation;
}
