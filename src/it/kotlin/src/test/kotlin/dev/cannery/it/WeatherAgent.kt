package dev.cannery.it

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse

/** Code under test: it makes nothing of errors. */
class WeatherAgent(private val baseUrl: URI) {
    fun ask(prompt: String, temperature: Double = 0.2): String {
        val body = """{"model": "gpt-5.4-mini", "temperature": $temperature, "messages": [{"role": "user", "content": "$prompt"}]}"""
        val request = HttpRequest.newBuilder(URI("$baseUrl/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build()
        val answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())
        return Regex("\"content\": *\"([^\"]*)\"").find(answer.body())?.groupValues?.get(1) ?: "I do not know."
    }
}
