import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSpeech } from "@/i18n/language";
import { clustersQuestion } from "@/lib/clusters";
import { CHIP } from "@/ui/styles";
import { loadAnswer } from "./Results";

/** What to do before there is a question: examples to try, clusters to look into. */
export function Start() {
  const { t } = useSpeech();
  useEffect(() => {
    loadAnswer();
  }, []);
  return (
    <>
      <section className="grid grid-cols-1 gap-3">
        <h2 className="text-std-22B-150">{t.search.examplesTitle}</h2>
        <ul className="grid grid-cols-1 gap-3 md:grid-cols-2">
          {t.search.examples.map(({ q, purpose }) => (
            <li key={q}>
              <Link
                className="grid h-full grid-cols-1 content-start gap-1 rounded-8 border border-solid-gray-420 p-4 no-underline hover:bg-blue-50"
                search={{ q, purpose: purpose === "sourcing" ? undefined : purpose }}
                to="/"
              >
                <span className={`${CHIP} justify-self-start text-solid-gray-800`}>
                  {t.purpose[purpose]}
                </span>
                <span className="underline underline-offset-[0.1875rem]">{q}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <Link className="inline-flex min-h-11 items-center" to="/bia">
          {t.search.bia}
        </Link>
      </p>
      <Clusters />
    </>
  );
}

function Clusters() {
  const { t, number } = useSpeech();
  const clusters = useQuery(clustersQuestion);
  if (!clusters.data?.items.length) return null;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-22B-150">{t.search.clustersTitle}</h2>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {clusters.data.items.map(({ name, firms }) => (
          <li key={name}>
            <Link className="inline-flex min-h-11 items-center" search={{ cluster: [name] }} to="/">
              {name}
            </Link>{" "}
            <span className="text-solid-gray-700">{t.search.clusterFirms(number(firms))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
