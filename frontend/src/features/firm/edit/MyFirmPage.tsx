import { useQuery } from "@tanstack/react-query";
import { useOwnerTexts } from "@/i18n/owner";
import { firmOf, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { EditFirm } from "./EditFirm";

/** The profile of the firm that whoever is signed in belongs to. */
export function MyFirmPage() {
  const { firm: texts } = useOwnerTexts();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  const firm = firmOf(me.data);
  if (firm?.firm_id) return <EditFirm id={firm.firm_id} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      {me.data.signed_in ? <p>{texts.noFirm}</p> : <SignInFirst>{texts.signInFirst}</SignInFirst>}
    </div>
  );
}
