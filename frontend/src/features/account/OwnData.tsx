import { Link } from "@tanstack/react-router";
import { useAccountTexts } from "@/i18n/account";
import { Section } from "@/ui/parts/Section";

/** What is kept of oneself, and who looked at it. */
export function OwnData() {
  const { account, signing } = useAccountTexts();
  return (
    <Section title={account.own}>
      <ul className="grid grid-cols-1 gap-2">
        <li>
          <Link search={{}} to="/audit">
            {account.audit}
          </Link>
          <span className="block text-solid-gray-700">{account.auditLead}</span>
        </li>
        <li>
          <Link to="/account/keys">{account.ownKeys}</Link>
          <span className="block text-solid-gray-700">{account.ownKeysLead}</span>
        </li>
        <li>
          <Link to="/my/digest">{account.digest}</Link>
          <span className="block text-solid-gray-700">{account.digestLead}</span>
        </li>
        <li>
          <Link search={{}} to="/terms">
            {signing.readTerms}
          </Link>
        </li>
        <li>
          <a download href="/api/v1/me/export">
            {account.export}
          </a>
        </li>
        <li>
          <Link to="/account/erase">{account.erase}</Link>
        </li>
      </ul>
    </Section>
  );
}
