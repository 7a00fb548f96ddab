import { Link } from "@tanstack/react-router";
import { useAccountTexts } from "@/i18n/account";
import type { Me } from "@/lib/signing/rights";
import { AlertIcon } from "@/ui/icons";
import { PageTitle } from "@/ui/PageTitle";
import { SignedIn } from "@/ui/signing/SignedIn";
import { Organisations } from "./Organisations";
import { OwnData } from "./OwnData";
import { Profile } from "./Profile";
import { Sessions } from "./Sessions";
import { WaysIn } from "./WaysIn";

/** Everything about oneself; what asks for care (password, second factor, end) has its own page. */
export function AccountPage() {
  const { account } = useAccountTexts();
  return <SignedIn title={account.title}>{(me) => <Account me={me} />}</SignedIn>;
}

function Account({ me }: { me: Me }) {
  const { account, terms } = useAccountTexts();
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-10">
      <PageTitle>{account.title}</PageTitle>
      {!me.has_agreed && (
        <p className="rounded-8 border-2 border-error-1 p-4">
          <AlertIcon /> {terms.notYet}{" "}
          <Link search={{ next: "/account" }} to="/terms">
            {terms.read}
          </Link>
        </p>
      )}
      <Profile person={me.person} />
      <Organisations me={me} />
      <WaysIn me={me} />
      <Sessions />
      <OwnData />
    </div>
  );
}
