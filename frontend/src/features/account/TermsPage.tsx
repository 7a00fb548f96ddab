import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useAccountTexts } from "@/i18n/account";
import { meQuestion } from "@/lib/me";
import { ownPath } from "@/lib/signing/next";
import { homeOf, isSignedIn, type Me } from "@/lib/signing/rights";
import { Form } from "@/ui/forms/Form";
import { CheckIcon } from "@/ui/icons";
import { PageTitle } from "@/ui/PageTitle";
import { agreeToTerms } from "./questions";
import { Terms } from "./Terms";

const route = getRouteApi("/terms");

/** The terms for everybody to read, and to agree to for those who have signed in. */
export function TermsPage() {
  const { terms } = useAccountTexts();
  const { data: me } = useQuery(meQuestion);
  return (
    <div className="grid max-w-[45rem] grid-cols-1 gap-6">
      <PageTitle>{terms.title}</PageTitle>
      <Terms />
      {isSignedIn(me) && <Agreement me={me} />}
    </div>
  );
}

function Agreement({ me }: { me: Me }) {
  const { terms } = useAccountTexts();
  const client = useQueryClient();
  const router = useRouter();
  const next = ownPath(route.useSearch().next);
  const agree = useMutation({
    mutationFn: () => agreeToTerms(terms.version),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuestion.queryKey, exact: true });
      router.history.replace(next ?? homeOf(me));
    },
  });
  if (me.has_agreed && !agree.isSuccess) {
    return (
      <p className="text-green-900">
        <CheckIcon /> {terms.agreed}
      </p>
    );
  }
  return (
    <>
      <p className="font-700">{terms.ask}</p>
      <Form
        error={agree.error}
        isSending={agree.isPending}
        onSubmit={() => agree.mutate()}
        submit={terms.agree}
      />
    </>
  );
}
