import { Link } from "@tanstack/react-router";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import type { Me } from "@/lib/signing/rights";
import { Fact, Facts } from "@/ui/Facts";
import { Section } from "@/ui/parts/Section";

/** How one signs in, each way with the page on which it is changed. */
export function WaysIn({ me }: { me: Me }) {
  const { account } = useAccountTexts();
  const { number } = useSpeech();
  return (
    <Section title={account.waysIn}>
      <Facts>
        <Fact label={account.byLink}>{account.always}</Fact>
        <Fact label={account.password}>
          <span className="mr-4 block sm:inline">
            {me.has_password ? account.isSet : account.isNotSet}
          </span>
          <Link to="/account/password">
            {me.has_password ? account.changePassword : account.setPassword}
          </Link>
        </Fact>
        <Fact label={account.secondFactor}>
          <span className="mr-4 block sm:inline">
            {me.has_second_factor
              ? account.codesLeft(number(me.recovery_codes_left ?? 0))
              : account.isNotSet}
          </span>
          <Link to="/account/second-factor">
            {me.has_second_factor ? account.manage : account.setUp}
          </Link>
        </Fact>
      </Facts>
    </Section>
  );
}
